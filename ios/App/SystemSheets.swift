// What the system shows over the app: the share sheet, pickers of files and photos, a code scanner, the app's page in Settings.
// Unproven on Linux.
import PhotosUI
import StippleKit
import UIKit
import UniformTypeIdentifiers
import VisionKit

struct SystemSheets: Outside {
    func share(_ file: URL) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            Task { @MainActor in
                guard let top = UIViewController.top else { return continuation.resume() }
                let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
                sheet.popoverPresentationController?.sourceView = top.view
                sheet.completionWithItemsHandler = { _, _, _, _ in continuation.resume() }
                top.present(sheet, animated: true)
            }
        }
    }

    func chooseFile(_ kind: FileKind, into folder: URL) async throws(Problem) -> URL? {
        let types: [UTType] = kind == .export ? [.zip, .json] : [.plainText, .data]
        guard let chosen = await FilePicker.choose(types) else { return nil }
        let copy = folder.appending(path: "\(UUID().uuidString).\(chosen.pathExtension)")
        do {
            try FileManager.default.copyItem(at: chosen, to: copy)
        } catch {
            throw .device(.fileNotTaken)
        }
        return copy
    }

    func choosePhotos(into folder: URL) async throws(Problem) -> [URL] {
        var files: [URL] = []
        for provider in await PhotoPicker.choose() {
            guard let file = await provider.jpeg(into: folder) else { throw .device(.fileNotTaken) }
            files.append(file)
        }
        return files
    }

    func scanCode() async throws(Problem) -> String? {
        guard await DataScannerViewController.isSupported else { throw .device(.codeNotRead) }
        return await CodeScanner.scan()
    }

    func openSystemSettings() async {
        guard let page = URL(string: UIApplication.openSettingsURLString) else { return }
        _ = await UIApplication.shared.open(page)
    }
}

extension UIViewController {
    /// What is on the screen.
    @MainActor static var top: UIViewController? {
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        var top = scenes.flatMap(\.windows).first(where: \.isKeyWindow)?.rootViewController
        while let above = top?.presentedViewController { top = above }
        return top
    }
}

/// A picker that answers once, and lives until it has.
@MainActor
private class Answering<Value: Sendable>: NSObject {
    private var continuation: CheckedContinuation<Value, Never>?
    private var itself: Answering?

    func show(_ picker: UIViewController, otherwise nothing: Value) async -> Value {
        guard let top = UIViewController.top else { return nothing }
        itself = self
        return await withCheckedContinuation { continuation in
            self.continuation = continuation
            // It answers by its buttons alone.
            picker.isModalInPresentation = true
            top.present(picker, animated: true)
        }
    }

    func answer(_ value: Value) {
        continuation?.resume(returning: value)
        (continuation, itself) = (nil, nil)
    }
}

private final class FilePicker: Answering<URL?>, UIDocumentPickerDelegate {
    static func choose(_ types: [UTType]) async -> URL? {
        let picker = FilePicker()
        let controller = UIDocumentPickerViewController(forOpeningContentTypes: types, asCopy: true)
        controller.delegate = picker
        return await picker.show(controller, otherwise: nil)
    }

    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) {
        answer(urls.first)
    }

    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) {
        answer(nil)
    }
}

private final class PhotoPicker: Answering<[NSItemProvider]>, PHPickerViewControllerDelegate {
    static func choose() async -> [NSItemProvider] {
        // Out of the app's process, so that no leave to see the library is needed.
        var wanted = PHPickerConfiguration()
        wanted.filter = .images
        wanted.selectionLimit = 0
        wanted.preferredAssetRepresentationMode = .compatible
        let picker = PhotoPicker()
        let controller = PHPickerViewController(configuration: wanted)
        controller.delegate = picker
        return await picker.show(controller, otherwise: [])
    }

    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
        picker.dismiss(animated: true)
        answer(results.map(\.itemProvider))
    }
}

extension NSItemProvider {
    /// A JPEG or PNG as it is; anything else as the phone's own codec makes a JPEG of it.
    fileprivate func jpeg(into folder: URL) async -> URL? {
        let asIs = [UTType.jpeg, .png].first { hasItemConformingToTypeIdentifier($0.identifier) }
        let type = asIs ?? .image
        return await withCheckedContinuation { continuation in
            _ = loadFileRepresentation(forTypeIdentifier: type.identifier) { file, _ in
                guard let file, let data = try? Data(contentsOf: file) else {
                    return continuation.resume(returning: nil)
                }
                let end = asIs == .png ? "png" : "jpg"
                let copy = folder.appending(path: "\(UUID().uuidString).\(end)")
                let kept = asIs == nil ? UIImage(data: data)?.jpegData(compressionQuality: 0.95) : data
                let written = try? kept?.write(to: copy, options: [.atomic, .completeFileProtection])
                continuation.resume(returning: written == nil ? nil : copy)
            }
        }
    }
}

private final class CodeScanner: Answering<String?>, DataScannerViewControllerDelegate {
    private var controller: DataScannerViewController?

    static func scan() async -> String? {
        let scanner = CodeScanner()
        let controller = DataScannerViewController(recognizedDataTypes: [.barcode(symbologies: [.qr])])
        controller.delegate = scanner
        scanner.controller = controller
        let frame = UINavigationController(rootViewController: controller)
        controller.navigationItem.leftBarButtonItem = UIBarButtonItem(
            systemItem: .cancel, primaryAction: UIAction { _ in scanner.finish(nil) })
        try? controller.startScanning()
        return await scanner.show(frame, otherwise: nil)
    }

    func dataScanner(
        _ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem]
    ) {
        for case .barcode(let code) in addedItems {
            if let text = code.payloadStringValue { return finish(text) }
        }
    }

    private func finish(_ text: String?) {
        controller?.stopScanning()
        controller?.dismiss(animated: true)
        answer(text)
    }
}
