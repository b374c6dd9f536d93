// Account and sync: how this device stands with an account, creating or joining one, the devices, the recovery code, leaving.
import StippleKit
import SwiftUI

public struct AccountScreen: View {
    let record: AccountRecord
    let ran: SyncRecord?
    let isRunning: Bool
    let progress: HowFar?
    let devices: [AccountDevice]
    let noDevices: String?
    @Binding var draft: AccountDraft
    @Binding var code: String
    let act: @MainActor (Act) -> Void

    public enum Act: Hashable, Sendable {
        case create, join, scan
        case sync, stop
        case showCode, haveCode, changeCode
        case revoke(AccountDevice)
        case leave, delete
    }

    /// `ran` is what the last run did. `draft` and `code` are typed into.
    public init(
        record: AccountRecord, ran: SyncRecord?, isRunning: Bool, progress: HowFar?, devices: [AccountDevice],
        noDevices: String?, draft: Binding<AccountDraft>, code: Binding<String>, act: @escaping @MainActor (Act) -> Void
    ) {
        self.record = record
        self.ran = ran
        self.isRunning = isRunning
        self.progress = progress
        self.devices = devices
        self.noDevices = noDevices
        _draft = draft
        _code = code
        self.act = act
    }

    public var body: some View {
        List {
            standing
            switch record.state {
            case .none:
                server
                Section {
                    Button(.accountCreate) { act(.create) }
                } footer: {
                    Text(.accountCreateNote)
                }
                joining
            case .revoked, .gone:
                server
                joining
                leaving
            case .waiting, .active:
                if ran?.refused == true {
                    // A server that takes only those who were invited says so when it is asked.
                    Section { invitation }
                }
                recovery
                listed
                leaving
            }
        }
        .navigationTitle(Text(.screenAccount))
    }

    private var standing: some View {
        Section {
            Lines(lines: record.lines)
            if let server = record.server {
                Text(verbatim: server).foregroundStyle(.secondary)
            }
            if let ran {
                Lines(lines: ran.lines).foregroundStyle(.secondary)
            }
            if isRunning {
                if record.state != .none {
                    LongWork(progress: progress ?? .unknown) { act(.stop) }
                }
            } else if record.isIn {
                Button(.syncNow) { act(.sync) }
            }
        } footer: {
            if record.isIn {
                Text(.syncNote)
            }
        }
    }

    private var server: some View {
        Section {
            TextField(text: $draft.server, prompt: Text(.accountServerExample)) { Text(.accountServer) }.typedAsIs()
            TextField(text: $draft.device) { Text(.accountDevice) }
            invitation
        } footer: {
            Text(.accountServerNote)
        }
    }

    private var invitation: some View {
        TextField(text: $draft.invitation) { Text(.accountInvitation) }.typedAsIs()
    }

    private var joining: some View {
        Section {
            TextField(text: $code, prompt: Text(.accountCodeHint), axis: .vertical) { Text(.accountCode) }
                .typedAsIs()
                .privacySensitive()
            Button(.accountScan) { act(.scan) }
            Button(.accountJoin) { act(.join) }
        } footer: {
            Text(.accountJoinNote)
        }
    }

    private var recovery: some View {
        Section {
            Button(.codeShow) { act(.showCode) }
            if record.asksForCode {
                Button(.codeHave) { act(.haveCode) }
            }
            AskingButton(label: .codeChange, role: nil, question: .codeChangeQuestion, note: .codeChangeNote) {
                act(.changeCode)
            }
        } header: {
            Text(.accountCode)
        }
    }

    @ViewBuilder private var listed: some View {
        if !devices.isEmpty || noDevices != nil {
            Section {
                ForEach(devices) { device in
                    DeviceRow(device: device) { act(.revoke(device)) }
                }
            } header: {
                Text(.devices)
            } footer: {
                if let noDevices {
                    Text(verbatim: noDevices)
                }
            }
        }
    }

    private var leaving: some View {
        Section {
            AskingButton(label: .accountLeave, question: .accountLeaveQuestion, note: .accountLeaveNote) {
                act(.leave)
            }
            if record.isIn {
                AskingButton(label: .accountDelete, question: .accountDeleteQuestion, note: .accountDeleteNote) {
                    act(.delete)
                }
            }
        }
    }
}

/// A device, and a way to shut it out unless it is this one.
struct DeviceRow: View {
    let device: AccountDevice
    let revoke: @MainActor () -> Void

    var body: some View {
        VStack(alignment: .leading) {
            Text(verbatim: device.name).font(.headline)
            Text(verbatim: device.line).foregroundStyle(.secondary)
        }
        .accessibilityElement(children: .combine)
        if !device.isThisOne {
            AskingButton(
                label: .deviceRevoke, question: .deviceRevokeQuestion(device.name), note: .deviceRevokeNote,
                action: revoke
            )
            .accessibilityLabel(Text(.deviceRevokeQuestion(device.name)))
        }
    }
}

/// The recovery code, while it is shown: as text, and as another device scans it.
public struct CodeScreen: View {
    let code: RecoveryCode
    let have: @MainActor () -> Void
    let close: @MainActor () -> Void

    public init(code: RecoveryCode, have: @escaping @MainActor () -> Void, close: @escaping @MainActor () -> Void) {
        self.code = code
        self.have = have
        self.close = close
    }

    public var body: some View {
        NavigationStack {
            List {
                Section {
                    Text(verbatim: code.code).font(.title2).monospaced().privacySensitive()
                    QrPicture(modules: code.qr)
                }
                Section {
                    Lines(lines: code.lines)
                    Button(.codeHave, action: have)
                }
            }
            .navigationTitle(Text(.accountCode))
            .smallTitle()
            .toolbar {
                ToolbarItem(placement: .confirmationAction) {
                    Button(.done, action: close)
                }
            }
        }
    }
}

/// A QR code, dark on light whatever the screen's own colours are: cameras expect that.
struct QrPicture: View {
    let modules: QrModules

    var body: some View {
        Dark(modules: modules)
            .fill(Color.black, style: FillStyle(antialiased: false))
            .aspectRatio(1, contentMode: .fit)
            .background(Color.white)
            .privacySensitive()
            .accessibilityElement()
            .accessibilityLabel(Text(.codeQr))
    }

    /// The dark modules, with the margin that has to stay light.
    struct Dark: Shape {
        let modules: QrModules

        nonisolated func path(in rect: CGRect) -> Path {
            let side = min(rect.width, rect.height) / Double(modules.size + 2 * QrModules.margin)
            var path = Path()
            for run in modules.runs {
                path.addRect(
                    CGRect(
                        x: rect.minX + Double(run.column + QrModules.margin) * side,
                        y: rect.minY + Double(run.row + QrModules.margin) * side,
                        width: Double(run.length) * side, height: side))
            }
            return path
        }
    }
}
