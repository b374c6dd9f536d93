// Mistakes that a view must not get away with. ios/checks/mistakes.py compiles this file and wants, on each line that says
// `mistake:`, an error with these words, and no error on any other line. Never part of a build.
import StippleKit
import SwiftUI

struct Misspelt: View {
    let activity: Activity
    var body: some View {
        Text(verbatim: activity.lable)  // mistake: has no member 'lable'
    }
}

struct NoSuchFont: View {
    var body: some View {
        Text(verbatim: "words").font(.titel)  // mistake: has no member 'titel'
    }
}

struct NotABinding: View {
    let model: CanModel
    var body: some View {
        TextField(text: model.text) { Text(verbatim: "words") }  // mistake: cannot convert value of type 'String'
    }
}

struct NotAView: View {
    let board: TodayRecord
    var body: some View {
        board  // mistake: conform to 'View'
    }
}

struct NotForThisSystem: View {
    var body: some View {
        Text(verbatim: "words").padding(.left)  // mistake: has no member 'left'
    }
}

struct NoWordsOfItsOwn: View {
    var body: some View {
        Button("Undo") {}  // mistake: String
    }
}

struct ChangesItself: View {
    var shows = false
    var body: some View {
        Button {
            shows = true  // mistake: 'self' is immutable
        } label: {
            EmptyView()
        }
    }
}

struct Waits: View {
    let model: CanModel
    var body: some View {
        Button {
            model.search()  // mistake: 'async' call
        } label: {
            EmptyView()
        }
    }
}

struct ForgetsACase: View {
    let verdict: Verdict
    var body: some View {
        switch verdict {  // mistake: must be exhaustive
        case .yes: Text(verbatim: "words")
        case .no: EmptyView()
        }
    }
}

struct SeesWhatIsGenerated: View {
    let board: TodayView  // mistake: cannot find type 'TodayView'
    var body: some View { EmptyView() }
}

struct NotOnTheMainThread: View {
    let model: TodayModel
    var body: some View {
        EmptyView().task {
            await Task.detached { model.closeAnswer() }.value  // mistake: not marked with 'await'
        }
    }
}

struct RefusesToSaveWithoutAll: View {
    var body: some View {
        AnswerButton()  // mistake: missing argument for parameter 'act'
    }
    struct AnswerButton: View {
        let act: @MainActor () -> Void
        var body: some View { Button(action: act) { EmptyView() } }
    }
}
