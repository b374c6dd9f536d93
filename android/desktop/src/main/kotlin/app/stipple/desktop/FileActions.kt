/**
 * What the screens ask of the desktop: files by its own dialogs. What was chosen goes to the models.
 *
 * Not for: what the window cannot do; no screen asks for it (`Ability`).
 */
package app.stipple.desktop

import app.stipple.logic.DeviceSettings
import app.stipple.logic.Models
import app.stipple.logic.Problem
import app.stipple.logic.StippleFailure
import app.stipple.ui.R
import app.stipple.ui.SystemActions
import app.stipple.ui.Words
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.awt.FileDialog
import java.awt.Frame
import java.io.File
import java.io.IOException

/** Asks the client for a file, or a place for one. */
interface FileChoice {
    /** Empty where they think better of it. */
    fun open(title: String, several: Boolean = false): List<File>
    fun save(title: String, name: String): File?
}

/** By the desktop's own dialogs. */
class DialogFileChoice(private val window: Frame) : FileChoice {
    override fun open(title: String, several: Boolean): List<File> = FileDialog(window, title, FileDialog.LOAD).run {
        isMultipleMode = several
        isVisible = true
        files.toList().ifEmpty { listOfNotNull(named()) }
    }

    override fun save(title: String, name: String): File? = FileDialog(window, title, FileDialog.SAVE).run {
        file = name
        isVisible = true
        named()
    }

    /** What stands in the dialog's field. Its list of files may say another, which was clicked before. */
    private fun FileDialog.named(): File? = file?.let { File(directory, it) }
}

class FileActions(private val desktop: Desktop, private val choice: FileChoice) : SystemActions {
    private val models: Models? get() = desktop.shell.value.open?.models

    override fun pickPhotos() {
        val chosen = choice.open(Words.string(R.string.add_photos), several = true)
        // They are the client's own files: they stay.
        if (chosen.isNotEmpty()) models?.photos?.add({ chosen.map { it.path } }, {})
    }

    override fun openSheet() {
        val chosen = choice.open(Words.string(R.string.open_sheet_file)).firstOrNull() ?: return
        models?.sheet?.offer { text(chosen) }
    }

    override fun openArchive() {
        val chosen = choice.open(Words.string(R.string.settings_import)).firstOrNull() ?: return
        models?.settings?.import({ chosen.path }, {})
    }

    override fun openKey() {
        val chosen = choice.open(Words.string(R.string.choose_photo_key)).firstOrNull() ?: return
        models?.settings?.importWith { text(chosen) }
    }

    override fun export(withPhotos: Boolean) =
        writing(R.string.settings_export, if (withPhotos) "stipple.zip" else "stipple.json") { path, hand -> settings.export(path, withPhotos, hand) }

    override fun exportKey() = writing(R.string.photo_key, "stipple-photo-key.txt") { path, hand -> settings.exportKey(path, hand) }
    override fun calendar() = writing(R.string.settings_calendar, "stipple.ics") { path, hand -> settings.calendar(path, hand) }
    override fun report(withPhotos: Boolean) = writing(R.string.settings_report, "report.html") { path, hand -> settings.report(path, withPhotos, hand) }

    override fun saveLapse() {
        val to = choice.save(Words.string(R.string.series_save), "stipple.gif") ?: return
        models?.series?.save { give(File(it), to) }
    }

    /** The core writes a file, which then goes where the client wants it. */
    private fun writing(title: Int, name: String, write: Models.(String, suspend () -> Unit) -> Unit) {
        val to = choice.save(Words.string(title), name) ?: return
        val file = desktop.files.fresh(name)
        models?.write(file.path) { give(file, to) }
    }

    private suspend fun give(file: File, to: File) = told(R.string.file_not_written) { desktop.files.give(file, to) }
    private suspend fun text(file: File): String = told(R.string.file_unreadable) { withContext(Dispatchers.IO) { file.readText() } }

    private suspend fun <T> told(words: Int, work: suspend () -> T): T = try {
        work()
    } catch (failed: IOException) {
        throw StippleFailure(Problem.FileRefused(Words.string(words)), failed)
    }

    /** Whoever uses this desktop's account may see what is on it. */
    override fun confirm(onYes: () -> Unit) = onYes()
    override fun languageSettings() = Unit
    override val notificationsAllowed: Boolean = false
    override fun allowNotifications() = Unit
    override fun testNotification(title: String, body: String) = Unit
    override fun possible(settings: DeviceSettings) = DeviceSettings(lock = false, hidden = false)
    override fun show(settings: DeviceSettings) = Unit
    override val isTurning: Boolean = false
}
