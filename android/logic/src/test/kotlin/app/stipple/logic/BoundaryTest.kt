/** Who may know whom, read from the sources: the compilers of the Maven build see more than one module at a time. */
package app.stipple.logic

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

class BoundaryTest {
    private val android = File(System.getProperty("stipple.android"))

    private fun imports(module: String): List<kotlin.Pair<String, String>> {
        val files = File(android, "$module/src/main/kotlin").walk().filter { it.extension == "kt" }.toList()
        assertTrue(module, files.size > 3)
        return files.flatMap { file ->
            file.readLines().filter { it.startsWith("import ") }.map { file.name to it.removePrefix("import ") }
        }
    }

    private fun breaking(module: String, rule: (file: String, name: String) -> Boolean) =
        imports(module).filter { (file, name) -> rule(file, name) }

    private fun generated(name: String) = name.startsWith("app.stipple.core.") || name.startsWith("app.stipple.bindings.")

    @Test
    fun `nothing generated is known beyond the facade`() {
        val facade = setOf("CoreStipple.kt", "Mapping.kt")
        assertEquals(emptyList<Any>(), breaking("logic") { file, name -> generated(name) && file !in facade })
        for (module in listOf("ui", "app", "desktop")) assertEquals(emptyList<Any>(), breaking(module) { _, name -> generated(name) })
        // Under the names by which the facade knows them: `Stipple as Core` is Core there.
        val names = imports("logic").filter { (file, name) -> file in facade && generated(name) }
            .map { (_, name) -> name.substringAfterLast('.').substringAfter(" as ") }
        assertTrue("$names", "Core" in names && "TodayView" in names)
        val theirs = Regex(names.joinToString("|", "\\b(", ")\\b"))
        val public = File(android, "logic/src/main/kotlin").walk().filter { it.name in facade }.flatMap { it.readLines() }
            .filter { it.trimStart().startsWith("public ") && (theirs in it || "View" in it || "app.stipple." in it) }.toList()
        assertEquals(emptyList<String>(), public)
    }

    @Test
    fun `logic knows no Android`() {
        assertEquals(emptyList<Any>(), breaking("logic") { _, name -> name.startsWith("android") })
    }

    @Test
    fun `screens know records and no models and no app`() {
        val models = Regex("app\\.stipple\\.logic\\..*(Model|Models|Hub|Stipple|StippleHost|Drafts|CoreStipple)")
        // Where the screens are, what their buttons call, and where their photos come from.
        val around = setOf("Places.kt", "PlaceActions.kt", "CorePictures.kt")
        assertEquals(emptyList<Any>(), breaking("ui") { file, name -> models.matches(name) && file !in around })
        assertEquals(emptyList<Any>(), breaking("ui") { _, name -> Regex("app\\.stipple\\.([A-Z].*|desktop\\..*)").matches(name) })
        val found = imports("ui").filter { (file, name) -> file in around && models.matches(name) }.map { (file) -> file }.toSet()
        assertEquals(around, found)
    }
}
