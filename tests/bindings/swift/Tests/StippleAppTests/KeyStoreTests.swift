// The device's place for secrets: asked when it has to be, and what it throws arrives as the typed error.
// Not for: what the key is for (the core).
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct KeyStoreTests {
        let desk = Desk()

        @Test func theKeyIsMadeOnceAndReadAgain() throws {
            let keys = MemoryKeys()
            desk.keys = keys
            let recipient = try desk.open().deviceRecipient()
            #expect(recipient.hasPrefix("age1"))
            #expect(keys.count == 1)
            #expect(try desk.open().deviceRecipient() == recipient)
        }

        @Test func aLockedOneIsToldApart() throws {
            desk.keys = ThrowingKeys(KeyStoreError.Locked)
            let opened = try desk.open()
            expectFailure(StippleError.KeyStoreLocked) { try opened.deviceRecipient() }
        }

        @Test func whatItThrowsUnaskedIsAFailureAndTheBoardGoesOn() throws {
            desk.keys = ThrowingKeys(NoSuchSlot())
            let opened = try desk.course()
            let told = expectFailure(StippleError.KeyStoreFailed) { try opened.deviceRecipient() }
            #expect(!told.contains("no such slot"))
            #expect(try opened.today().day == 4)
        }
    }
}

private struct NoSuchSlot: Error, CustomStringConvertible {
    let description = "no such slot"
}

/// Throws what it is given.
private final class ThrowingKeys: KeyStore {
    private let error: any Error

    init(_ error: any Error) {
        self.error = error
    }

    func get(name: String) throws -> Data? {
        throw error
    }

    func add(name: String, secret: Data) {
        Issue.record("where nobody can say whether there is a key, none is made")
    }

    func delete(name: String) throws {
        throw error
    }
}
