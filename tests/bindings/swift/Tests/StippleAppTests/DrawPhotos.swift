// What each record of photos is made of, as DrawRecords.swift says it of the others.
// Not for: what the fields mean (the generated code says).
import StippleApp

extension AddPhotos: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(paths: draw(), angle: draw(), note: draw(), tags: draw()) }
}
extension DrawTrend: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(of: draw(), path: draw()) }
}
extension FindingView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(kind: draw(), value: draw(), limit: draw(), hint: draw()) }
}
extension MadeView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(file: draw(), width: draw(), height: draw(), lines: draw()) }
}
extension PairView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(angle: draw(), first: draw(), second: draw(), text: draw()) }
}
extension PhotoAddedView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(path: draw(), id: draw(), isNew: draw(), lines: draw(), failed: draw())
    }
}
extension PhotoView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            id: draw(), angle: draw(), angleLabel: draw(), taken: draw(), offsetMinutes: draw(), takenFrom: draw(),
            session: draw(), day: draw(), text: draw(), lines: draw(), findings: draw(), burst: draw(), stands: draw(),
            width: draw(), height: draw(), note: draw(), tags: draw(), goneAt: draw())
    }
}
extension PhotosAddedView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(files: draw(), added: draw(), failed: draw(), stopped: draw(), lines: draw())
    }
}
extension PhotosView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(photos: draw(), bin: draw(), none: draw()) }
}
extension ScrubView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            lookedAt: draw(), missing: draw(), changed: draw(), previews: draw(), unlisted: draw(), lines: draw())
    }
}
extension ShotAngleView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(angle: draw(), label: draw(), status: draw(), photo: draw()) }
}
extension ShotSectionView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(title: draw(), lines: draw()) }
}
extension ShotView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(label: draw(), from: draw.maybe { $0.date() }, to: draw.date(), angles: draw())
    }
}
extension ShotsView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(shots: draw(), sections: draw()) }
}
extension TrendPointView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            photo: draw(), date: draw.date(), day: draw(), place: draw(), redness: draw(), dots: draw(),
            withheld: draw())
    }
}
extension TrendValueView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(value: draw(), plusMinus: draw(), reliability: draw()) }
}
extension TrendView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(angle: draw(), points: draw(), lines: draw()) }
}
