// Drawing what signed sheets are handed across in.
// Not for: other records (DrawRecords).
import StippleApp

extension QrView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(size: draw(), modules: draw()) }
}
extension SheetCodeView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(id: draw(), revision: draw(), keyWords: draw(), server: draw())
    }
}
extension SheetOffer: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(text: draw(), signed: draw()) }
}
extension SheetOfferView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            name: draw(), keyWords: draw(), origin: draw(), warnings: draw(), otherKey: draw(), changes: draw(),
            offer: draw())
    }
}
extension SheetSignature: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(signature: draw(), key: draw()) }
}
