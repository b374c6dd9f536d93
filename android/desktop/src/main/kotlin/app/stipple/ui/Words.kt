/**
 * The words of `ui/src/main/res/values` outside of Android: read once, put together as Android would.
 *
 * Not for: markup in them, which these files have none of; other languages, until there are any for the phone.
 */
package app.stipple.ui

import com.ibm.icu.text.PluralRules
import org.w3c.dom.Element
import org.w3c.dom.NodeList
import java.io.InputStream
import java.util.Locale
import javax.xml.parsers.DocumentBuilderFactory

object Words {
    private val language: Locale = Locale.ENGLISH
    private val files = listOf("strings.xml", "core_words.xml").map { name ->
        resource("values/$name").use { DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(it).documentElement }
    }
    private val strings = named("string").mapValues { (_, element) -> unescaped(element.textContent) }
    private val plurals = named("plurals").mapValues { (_, element) ->
        element.getElementsByTagName("item").elements().associate { it.getAttribute("quantity") to unescaped(it.textContent) }
    }

    fun string(id: Int, vararg arguments: Any): String = put(strings.getValue(Names.string[id]), arguments)

    /** In the form that the language has for [count]. */
    fun plural(id: Int, count: Int, vararg arguments: Any): String {
        val forms = plurals.getValue(Names.plurals[id])
        return put(forms[PluralRules.forLocale(language).select(count.toDouble())] ?: forms.getValue("other"), arguments)
    }

    @Suppress("SpreadOperator") // A handful, and formatting takes them in no other way.
    private fun put(text: String, arguments: Array<out Any>): String =
        if (arguments.isEmpty()) text else text.format(Locale.getDefault(), *arguments)

    private fun named(kind: String): Map<String, Element> =
        files.flatMap { it.getElementsByTagName(kind).elements() }.associateBy { it.getAttribute("name") }

    private fun NodeList.elements(): List<Element> = List(length) { item(it) as Element }

    /** As Android reads a resource: space runs together, and a backslash keeps what follows it. */
    private fun unescaped(text: String): String =
        text.trim().replace(SPACE, " ").replace("\"", "\u0000").replace("\\\u0000", "\"").replace("\u0000", "")
            .replace("\\'", "'").replace("\\n", "\n").replace("\\@", "@").replace("\\?", "?").replace("\\\\", "\\")
}

private val SPACE = Regex("\\s+")

internal fun resource(name: String): InputStream =
    checkNotNull(Words::class.java.getResourceAsStream("/res/$name")) { "the build puts ui/src/main/res/$name where this reads it" }
