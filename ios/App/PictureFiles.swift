// Pictures from files, for StippleUI. Unproven on Linux.
import ImageIO
import StippleUI
import SwiftUI
import UIKit

extension PictureOpener {
    static let files = PictureOpener(
        still: { file in UIImage(contentsOfFile: file.path).map { Image(uiImage: $0) } },
        steps: { file in CGImageSourceCreateWithURL(file as CFURL, nil).map(CGImageSourceGetCount) ?? 0 },
        step: { file, place in
            guard let source = CGImageSourceCreateWithURL(file as CFURL, nil),
                let image = CGImageSourceCreateImageAtIndex(source, place, nil)
            else { return nil }
            return Image(uiImage: UIImage(cgImage: image))
        })
}
