declare const __VERSION__: string;

/** The version of this program; set by the build from package.json. */
export const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source';
