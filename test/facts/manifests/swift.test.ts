import { describe, expect, test } from 'vitest';
import { swiftManifests } from '../../../src/facts/manifests/swift.ts';
import { listed, matched, readFrom } from '../reading.ts';

const read = (path: string, text: string) => readFrom(swiftManifests, path, { [path]: text });

describe('Package.swift', () => {
  test('a package with tests and plugins', () => {
    const manifest = read(
      'Package.swift',
      `// swift-tools-version: 5.9
import PackageDescription

let package = Package(
    name: "Shop",
    platforms: [.macOS(.v10_15), .iOS("15.1")],
    products: [
        .library(name: "ShopKit", targets: ["ShopKit"]),
        .executable(name: "shop", targets: ["CLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/vapor/vapor.git", from: "4.99.0"),
        .package(url: "git@github.com:onevcat/Kingfisher.git", .upToNextMajor(from: "5.9.1")),
        .package(url: "https://github.com/apple/swift-log", "1.5.0"..<"2.0.0"),
        .package(name: "Old", url: "https://github.com/acme/old-name", .exact("0.1.0")),
        .package(url: "https://github.com/pointfreeco/swift-snapshot-testing", branch: "main"),
        .package(url: "https://github.com/realm/SwiftLint", exact: "0.55.1"),
        .package(url: "https://github.com/apple/swift-docc-plugin", from: "1.3.0"),
        .package(path: "../Local"),
        // .package(url: "https://github.com/acme/commented", from: "1.0.0"),
    ],
    targets: [
        .target(name: "ShopKit", dependencies: [
            "Kingfisher",
            .product(name: "Logging", package: "swift-log"),
            .product(name: "Old", package: "Old"),
        ], plugins: [.plugin(name: "SwiftLintBuildToolPlugin", package: "SwiftLint")]),
        .executableTarget(name: "CLI", dependencies: ["ShopKit", .product(name: "Vapor", package: "vapor")]),
        .testTarget(name: "ShopKitTests", dependencies: [
            .product(name: "SnapshotTesting", package: "swift-snapshot-testing"),
            .product(name: "XCTVapor", package: "vapor"),
        ]),
    ]
)
`,
    );
    expect(manifest).toMatchObject({
      ecosystem: 'swift',
      name: 'Shop',
      packaged: true,
      binaries: ['shop'],
      entryPoints: ['ShopKit', 'shop'],
      runtimes: [
        { name: 'swift', constraint: '5.9', line: 1 },
        { name: 'macos', constraint: '10.15', line: 6 },
        { name: 'ios', constraint: '15.1', line: 6 },
      ],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'vapor prod 4.99.0 :12',
      'kingfisher prod 5.9.1 :13',
      'swift-log prod 1.5.0 :14',
      'old-name prod 0.1.0 :15',
      'swift-snapshot-testing test main :16',
      'swiftlint build 0.55.1 :17',
      'swift-docc-plugin dev 1.3.0 :18',
    ]);
  });

  test('an executable without products', () => {
    const text = 'let package = Package(name: "x", targets: [.executableTarget(name: "tool")])';
    expect(read('Package.swift', text)).toMatchObject({ packaged: false, binaries: ['tool'], entryPoints: [] });
    const beside =
      'let package = Package(name: "x", products: [.library(name: "x", targets: ["x"])], targets: [.target(name: "x"), .executableTarget(name: "try")])';
    expect(read('Package.swift', beside)).toMatchObject({ packaged: true, binaries: [], entryPoints: ['x'] });
  });

  test('malformed packages still say what they can', () => {
    const text = 'let package = Package(name: "x", dependencies: [.package(url: "https://a.example/b", from: "1"';
    expect(listed(read('Package.swift', text)?.dependencies)).toEqual(['b prod 1 :1']);
    expect(read('Package.swift', '('.repeat(50_000))?.dependencies).toEqual([]);
  });
});

describe('Xcode', () => {
  test('packages, products and platforms of a project', () => {
    const text = `// !$*UTF8*$!
{
  objects = {
    A1 /* App */ = { isa = PBXNativeTarget; productType = "com.apple.product-type.application"; };
    A2 /* XCRemoteSwiftPackageReference "crash-kit" */ = {
      isa = XCRemoteSwiftPackageReference;
      repositoryURL = "https://github.com/acme/crash-kit/";
      requirement = {
        kind = upToNextMajorVersion;
        minimumVersion = 8.29.0;
      };
    };
    A3 = { buildSettings = { IPHONEOS_DEPLOYMENT_TARGET = 16.0; }; };
  };
}
`;
    const manifest = read('ios/Shop.xcodeproj/project.pbxproj', text);
    expect(manifest).toMatchObject({
      name: 'Shop',
      classifiers: ['application'],
      runtimes: [{ name: 'ios', constraint: '16.0' }],
    });
    expect(listed(manifest?.dependencies)).toEqual(['crash-kit prod 8.29.0 :6']);
  });
});

describe('CocoaPods and Carthage', () => {
  test('a Podfile', () => {
    const text = `source 'https://cdn.cocoapods.org/'
platform :ios, '15.0'
use_frameworks!

def shared_pods
  pod 'Kingfisher', '~> 5.9'
end

target 'Shop' do
  shared_pods
  pod 'Firebase/Crashlytics', '10.28.0' # crashes
  pod 'FLEX', :configurations => ['Debug']
  pod 'Local', :path => '../Local'
  if ENV['X']
    pod "Extra", git: 'https://github.com/acme/extra.git', tag: '1.0'
  end

  target 'ShopTests' do
    inherit! :search_paths
    pod 'Quick'
  end
  pod 'SnapKit', '>= 5', '< 6'
end

post_install do |installer|
  installer.pods_project.targets.each do |target|
    puts target
  end
end
`;
    const manifest = read('Podfile', text);
    expect(manifest?.runtimes).toEqual([{ name: 'ios', constraint: '15.0', line: 2 }]);
    expect(listed(manifest?.dependencies)).toEqual([
      'kingfisher prod ~> 5.9 :6',
      'firebase prod 10.28.0 :11',
      'firebase/crashlytics prod 10.28.0 :11',
      'flex dev :12',
      'extra prod :15',
      'quick test :20',
      'snapkit prod >= 5 :22',
    ]);
  });

  test('a podspec', () => {
    const text = `Pod::Spec.new do |spec|
  spec.name = 'ShopKit'
  spec.version = '2.0.0'
  spec.summary = "Sells"
  spec.license = { :type => 'MIT', :file => 'LICENSE' }
  spec.homepage = 'https://acme.example'
  spec.authors = { 'Ada' => 'ada@acme.example' }
  spec.dependency 'Kingfisher', '~> 5.0'
  spec.subspec 'UI' do |ui|
    ui.dependency 'SnapKit'
  end
  spec.test_spec 'Tests' do |tests|
    tests.dependency 'Nimble', '~> 13.0'
  end
end
`;
    const manifest = read('ShopKit.podspec', text);
    expect(manifest).toMatchObject({
      name: 'ShopKit',
      version: '2.0.0',
      description: 'Sells',
      license: 'MIT',
      packaged: true,
      authors: ['Ada'],
      urls: ['https://acme.example'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'kingfisher prod ~> 5.0 :8',
      'snapkit prod :10',
      'nimble test ~> 13.0 :13',
    ]);
  });

  test('Cartfiles', () => {
    const text =
      'github "ReactiveX/RxSwift" ~> 6.0 # comment\ngit "https://example.com/tools.git" "main"\nbinary "https://example.com/Fabric.json" ~> 1.9\n';
    expect(listed(read('Cartfile', text)?.dependencies)).toEqual([
      'rxswift prod ~> 6.0 :1',
      'tools prod main :2',
      'fabric prod ~> 1.9 :3',
    ]);
    expect(listed(read('Cartfile.private', 'github "Quick/Quick"')?.dependencies)).toEqual(['quick test :1']);
  });

  test('the files that it takes', () => {
    const names = [
      'Package.swift',
      'Package@swift-5.5.swift',
      'Podfile',
      'A.podspec',
      'Cartfile',
      'Podfile.lock',
      'Sources/Package2.swift',
    ];
    expect(matched(swiftManifests, names)).toEqual(names.slice(0, 5));
  });
});
