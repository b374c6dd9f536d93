/**
 * What a client is in the middle of saying: kept outside the process, because the system may end it at any time.
 *
 * Not for: anything that was said; that is the core's.
 */
package app.stipple.logic

import java.net.URLDecoder
import java.net.URLEncoder
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.time.LocalDate
import java.time.LocalTime

/** Where drafts are kept. */
public interface Drafts {
    public fun read(name: String): Map<String, String>

    /** Keeps it; an empty one is forgotten. */
    public fun write(name: String, draft: Map<String, String>)
    public fun forgetAll()
}

/** Drafts in a folder: a file each, written whole or not at all. */
public class FileDrafts(private val folder: Path) : Drafts {
    @Synchronized
    override fun read(name: String): Map<String, String> {
        val file = folder.resolve(name)
        if (!Files.exists(file)) return emptyMap()
        return Files.readAllLines(file).mapNotNull { line ->
            val (key, value) = line.split('=', limit = 2).takeIf { it.size == 2 } ?: return@mapNotNull null
            key to URLDecoder.decode(value, UTF_8)
        }.toMap()
    }

    @Synchronized
    override fun write(name: String, draft: Map<String, String>) {
        if (draft.isEmpty()) {
            Files.deleteIfExists(folder.resolve(name))
            return
        }
        Files.createDirectories(folder)
        val half = folder.resolve("$name.half")
        Files.write(half, draft.map { (key, value) -> "$key=${URLEncoder.encode(value, UTF_8)}" })
        Files.move(half, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE)
    }

    @Synchronized
    override fun forgetAll() {
        if (Files.exists(folder)) Files.list(folder).use { files -> files.forEach(Files::deleteIfExists) }
    }

    private companion object {
        // By its name: the overload that takes a Charset is not on Android before API 33.
        const val UTF_8 = "UTF-8"
    }
}

/** What a session that is being logged, planned, moved or noted is to be; or a consultation, which has a time and notes too. */
public data class SessionDraft(
    val intent: Intent,
    val date: LocalDate,
    val time: LocalTime,
    /** The session that is moved, noted or confirmed. */
    val number: Int? = null,
    val notes: SessionNotes = SessionNotes(),
    val isFinal: Boolean = false,
    val touchUp: Boolean = false,
) {
    /** What is to become of it. */
    public enum class Intent { LOG, PLAN, MOVE, NOTE, CONSULT }

    internal fun kept(): Map<String, String> = mapOf(
        "intent" to intent.name,
        "date" to "$date",
        "time" to "$time",
        "number" to number?.toString().orEmpty(),
        "pigment" to notes.pigment,
        "technician" to notes.technician,
        "shade" to notes.shade?.name.orEmpty(),
        "text" to notes.text,
        "final" to "$isFinal",
        "touch-up" to "$touchUp",
    )

    internal companion object {
        /** What was kept; null where nothing was, or another version kept it. */
        fun of(kept: Map<String, String>): SessionDraft? = runCatching {
            SessionDraft(
                intent = Intent.valueOf(kept.getValue("intent")),
                date = LocalDate.parse(kept.getValue("date")),
                time = LocalTime.parse(kept.getValue("time")),
                number = kept.getValue("number").toIntOrNull(),
                notes = SessionNotes(
                    pigment = kept.getValue("pigment"),
                    technician = kept.getValue("technician"),
                    shade = kept.getValue("shade").ifEmpty { null }?.let(Shade::valueOf),
                    text = kept.getValue("text"),
                ),
                isFinal = kept.getValue("final").toBooleanStrict(),
                touchUp = kept.getValue("touch-up").toBooleanStrict(),
            )
        }.getOrNull()
    }
}
