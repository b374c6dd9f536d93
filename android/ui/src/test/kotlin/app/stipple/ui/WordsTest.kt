/** Words: none in the code, all of them translatable. */
package app.stipple.ui

import android.content.Context
import android.content.res.Configuration
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.File
import java.util.Locale

@RunWith(RobolectricTestRunner::class)
@Config(application = android.app.Application::class)
class WordsTest {
    private val context = ApplicationProvider.getApplicationContext<Context>()

    private fun words(language: String, region: String): Map<String, String> {
        val configuration = Configuration(context.resources.configuration)
        configuration.setLocale(Locale.Builder().setLanguage(language).setRegion(region).build())
        val resources = context.createConfigurationContext(configuration).resources
        return declared().associateWith { resources.getString(resources.getIdentifier(it, "string", context.packageName)) }
    }

    /** The names in the files: the class has those of every library as well. */
    private fun declared(): List<String> = File(System.getProperty("stipple.android"), "ui/src/main/res/values").listFiles()!!
        .flatMap { Regex("<string name=\"(\\w+)\"").findAll(it.readText()).map { match -> match.groupValues[1] } }

    @Test
    fun `every word is longer in one pseudo language and turned in the other`() {
        val plain = words("en", "GB")
        assertTrue(plain.size > 80)
        for ((language, region) in listOf("en" to "XA", "ar" to "XB")) {
            val same = words(language, region).filter { (name, text) -> text == plain[name] }
            assertEquals(emptyMap<String, String>(), same)
        }
    }

    @Test
    fun `no screen has words of its own`() {
        val literal = Regex("(Text|Quiet|Heading)\\(\"[^$]")
        val found = File(System.getProperty("stipple.android"), "ui/src/main/kotlin").walk().filter { it.extension == "kt" }
            .flatMap { file -> file.readLines().filter { literal.containsMatchIn(it) && "“" !in it } }.toList()
        assertEquals(emptyList<String>(), found)
    }
}
