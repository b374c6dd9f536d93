/** Fakes that fail on any call that nobody stubbed. Not for: behaving like the core; the real one is there for that. */
package app.stipple.logic

import java.lang.reflect.Proxy

/** A [Stipple] on which every call is an error that names it. */
fun unstubbed(): Stipple = Stipple::class.java.let { all ->
    all.cast(Proxy.newProxyInstance(all.classLoader, arrayOf(all)) { _, method, _ -> throw AssertionError("${method.name} was not stubbed") })
}

/** Override what a test needs. */
open class FakeStipple : Stipple by unstubbed()

/** Drafts in memory. */
class MemoryDrafts : Drafts {
    val kept = mutableMapOf<String, Map<String, String>>()
    override fun read(name: String) = kept[name].orEmpty()
    override fun write(name: String, draft: Map<String, String>) {
        if (draft.isEmpty()) kept.remove(name) else kept[name] = draft
    }
    override fun forgetAll() = kept.clear()
}
