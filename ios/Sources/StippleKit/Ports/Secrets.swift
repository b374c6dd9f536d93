// The device's place for secrets: the Keychain. Everything Apple-only in this folder is a narrow protocol, with one thin adapter
// in ios/App. Not for: what the secrets are for (the core).
import Foundation

public protocol SecretStore: Sendable {
    /// None where there is none. Where that cannot be said, throw: a new one would be made.
    func secret(named name: String) throws(SecretStoreError) -> Data?
    /// Keeps it where there is none of that name; else that one stays, which is no error. Durable when it returns.
    func add(_ secret: Data, named name: String) throws(SecretStoreError)
    /// Forgets it; where there is none, that is no error.
    func delete(named name: String) throws(SecretStoreError)
    /// Forgets all that Stipple ever kept.
    func deleteAll() throws(SecretStoreError)
}

public enum SecretStoreError: Error, Hashable, Sendable {
    /// The device is locked; the same call may succeed later.
    case locked
    /// The place is not there, or broke. The reason is for developers, and never the secret.
    case unavailable(reason: String)
}
