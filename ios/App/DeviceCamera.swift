// The camera's session, its preview, and how the phone is held. Unproven on Linux.
@preconcurrency import AVFoundation
import CoreMotion
import StippleKit
import SwiftUI
import UIKit

final class DeviceCamera: NSObject, CameraPort, @unchecked Sendable {
    let session = AVCaptureSession()
    private let output = AVCapturePhotoOutput()
    private let motion = CMMotionManager()
    private let queue = DispatchQueue(label: "app.stipple.camera")
    // Touched on `queue` alone.
    private var isReady = false
    private var delegates: [Int64: PhotoTaken] = [:]

    func permission() async -> Bool {
        guard await AVCaptureDevice.requestAccess(for: .video) else { return false }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.begin()) }
        }
    }

    func tilts() -> AsyncStream<Tilt> {
        let motion = motion
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { stream in
            motion.deviceMotionUpdateInterval = 0.1
            motion.startDeviceMotionUpdates(to: .main) { held, _ in
                guard let gravity = held?.gravity else { return }
                let degrees = 180 / Double.pi
                stream.yield(
                    Tilt(
                        roll: atan2(gravity.x, -gravity.y) * degrees, pitch: asin(min(max(gravity.z, -1), 1)) * degrees)
                )
            }
            stream.onTermination = { [queue, session] _ in
                motion.stopDeviceMotionUpdates()
                queue.async { session.stopRunning() }
            }
        }
    }

    func shoot(into folder: URL) async throws(Problem) -> URL {
        let data: Data? = await withCheckedContinuation { continuation in
            queue.async {
                guard self.isReady, self.session.isRunning else { return continuation.resume(returning: nil) }
                // A JPEG: the core reads no HEIC.
                let settings = AVCapturePhotoSettings(format: [AVVideoCodecKey: AVVideoCodecType.jpeg])
                let taken = PhotoTaken { [weak self] data in
                    self?.queue.async { self?.delegates[settings.uniqueID] = nil }
                    continuation.resume(returning: data)
                }
                self.delegates[settings.uniqueID] = taken
                self.output.capturePhoto(with: settings, delegate: taken)
            }
        }
        let file = folder.appending(path: "\(UUID().uuidString).jpg")
        guard let data, (try? data.write(to: file, options: [.atomic, .completeFileProtection])) != nil else {
            throw .device(.cameraFailed)
        }
        return file
    }

    private func begin() -> Bool {
        if !isReady {
            guard let back = AVCaptureDevice.default(.builtInWideAngleCamera, for: .video, position: .back),
                let input = try? AVCaptureDeviceInput(device: back), session.canAddInput(input),
                session.canAddOutput(output)
            else { return false }
            session.beginConfiguration()
            session.sessionPreset = .photo
            session.addInput(input)
            session.addOutput(output)
            session.commitConfiguration()
            isReady = true
        }
        session.startRunning()
        return true
    }
}

/// Waits for one photo.
private final class PhotoTaken: NSObject, AVCapturePhotoCaptureDelegate {
    private let done: @Sendable (Data?) -> Void

    init(_ done: @escaping @Sendable (Data?) -> Void) {
        self.done = done
    }

    func photoOutput(
        _ output: AVCapturePhotoOutput, didFinishProcessingPhoto photo: AVCapturePhoto, error: (any Error)?
    ) {
        done(error == nil ? photo.fileDataRepresentation() : nil)
    }
}

/// What the camera sees.
struct CameraPreview: UIViewRepresentable {
    let camera: DeviceCamera

    func makeUIView(context: Context) -> PreviewView {
        let view = PreviewView()
        view.layer.session = camera.session
        view.layer.videoGravity = .resizeAspect
        return view
    }

    func updateUIView(_ view: PreviewView, context: Context) {}

    final class PreviewView: UIView {
        override class var layerClass: AnyClass { AVCaptureVideoPreviewLayer.self }
        override var layer: AVCaptureVideoPreviewLayer {
            guard let layer = super.layer as? AVCaptureVideoPreviewLayer else { fatalError("layerClass says so") }
            return layer
        }
    }
}
