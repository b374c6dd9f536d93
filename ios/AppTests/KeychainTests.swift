// What only a simulator or a phone can show of the Keychain. Not run on Linux.
import Foundation
import StippleKit
import Testing

@testable import Stipple

@Suite(.serialized) struct KeychainTests {
    private let keychain = Keychain(service: "app.stipple.tests")

    init() throws {
        try keychain.deleteAll()
    }

    @Test func theFirstSecretStays() throws {
        #expect(try keychain.secret(named: "device-key") == nil)
        try keychain.add(Data([1]), named: "device-key")
        try keychain.add(Data([2]), named: "device-key")
        #expect(try keychain.secret(named: "device-key") == Data([1]))
        try keychain.delete(named: "device-key")
        try keychain.delete(named: "device-key")
        #expect(try keychain.secret(named: "device-key") == nil)
    }

    @Test func allAreForgotten() throws {
        try keychain.add(Data([1]), named: "one")
        try keychain.add(Data([2]), named: "two")
        try keychain.deleteAll()
        #expect(try keychain.secret(named: "one") == nil)
        #expect(try keychain.secret(named: "two") == nil)
    }
}
