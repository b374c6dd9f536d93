/** A sheet that somebody offers, as this app's own records. Not for: making them (`Mapping`). */
package app.stipple.logic

/** Who signed a sheet: a signature and the studio's key, as they came. */
public data class SheetSignature(val signature: String, val key: String)

/** A sheet as it came: its text, and who signed it; nobody, where it came as a file. */
public data class SheetOffer(val text: String, val signed: SheetSignature? = null)

/** What a client reads before they accept it. */
public data class OfferedSheet(
    val offer: SheetOffer,
    /** Where it comes from, in words. */
    val origin: String,
    /** What not to overlook. */
    val warnings: List<String> = emptyList(),
    /** Another key than before signed it: what that may mean. Accepted only where the client says that they know. */
    val otherKey: String? = null,
    /** What would change in the course; null without one. */
    val changes: SheetChanges? = null,
)
