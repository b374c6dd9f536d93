// The Keychain as Stipple's place for secrets: readable while the phone is unlocked, on this phone alone, in no backup.
// Unproven on Linux; AppTests/KeychainTests runs in a simulator.
import Foundation
import Security
import StippleKit

struct Keychain: SecretStore {
    private let service: String

    init(service: String = "app.stipple.secrets") {
        self.service = service
    }

    func secret(named name: String) throws(SecretStoreError) -> Data? {
        var query = item(name)
        query[kSecReturnData] = true
        query[kSecMatchLimit] = kSecMatchLimitOne
        var found: CFTypeRef?
        switch SecItemCopyMatching(query as CFDictionary, &found) {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        case let status: throw failure(status)
        }
    }

    func add(_ secret: Data, named name: String) throws(SecretStoreError) {
        var new = item(name)
        new[kSecValueData] = secret
        new[kSecAttrAccessible] = kSecAttrAccessibleWhenUnlockedThisDeviceOnly
        let status = SecItemAdd(new as CFDictionary, nil)
        // The one that is there stays.
        guard status == errSecSuccess || status == errSecDuplicateItem else { throw failure(status) }
    }

    func delete(named name: String) throws(SecretStoreError) {
        try delete(item(name))
    }

    func deleteAll() throws(SecretStoreError) {
        try delete([kSecClass: kSecClassGenericPassword, kSecAttrService: service])
    }

    private func delete(_ query: [CFString: Any]) throws(SecretStoreError) {
        let status = SecItemDelete(query as CFDictionary)
        guard status == errSecSuccess || status == errSecItemNotFound else { throw failure(status) }
    }

    private func item(_ name: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: name]
    }

    private func failure(_ status: OSStatus) -> SecretStoreError {
        status == errSecInteractionNotAllowed ? .locked : .unavailable(reason: "Keychain status \(status)")
    }
}
