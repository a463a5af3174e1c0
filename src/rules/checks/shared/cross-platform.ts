/** Packages with which one code base becomes an app on several systems. */
export const CROSS_PLATFORM = /^(?:flutter|react-native|expo|@capacitor\/core|cordova(?:-\w+)?|@nativescript\/core)$/;
