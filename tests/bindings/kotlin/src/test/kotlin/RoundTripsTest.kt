/**
 * Every record, every enum and every variant of the error comes back from the core as it went.
 *
 * The types are found among the generated classes, so a new one cannot be forgotten: without its `back…` function
 * (bindings/src/testing.rs) a test fails. Values are drawn from a seed.
 *
 * Not for: what the core makes of the values (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Named.named
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.temporal.ChronoUnit
import kotlin.io.path.extension
import kotlin.io.path.invariantSeparatorsPathString
import kotlin.io.path.walk
import kotlin.random.Random
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.primaryConstructor

private val TEXTS = listOf("", "swim", "Ünïcödé · „quotes“", "עברית", "👩🏽‍🦲", "line\nline", "nul\u0000byte")

/** The first and the last moment that Stipple reads, and those around the beginning of counting. */
private val MOMENTS = listOf(
    "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2026-05-05T08:00:00.000001Z", "2400-01-01T00:00:00Z",
).map(Instant::parse)
private val DAYS = listOf("2026-02-28", "2028-02-29", "1999-12-31").map(LocalDate::parse)
private val TIMES = listOf("00:00:00", "23:59:59", "22:00:00").map(LocalTime::parse)
private val ZONES = listOf("UTC", "Europe/London", "Asia/Kathmandu", "Pacific/Apia").map(ZoneId::of)

/** Everything that was generated. */
private val CLASSES: List<Class<*>> = TodayView::class.java.let { one ->
    val root = Path.of(one.protectionDomain.codeSource.location.toURI())
    root.walk().filter { it.extension == "class" }.map {
        val name = root.relativize(it).invariantSeparatorsPathString.removeSuffix(".class").replace('/', '.')
        Class.forName(name, false, one.classLoader)
    }.toList()
}

/** What the compiler made of it: 1 is a class of the source, 2 a file's functions. */
private fun kind(of: Class<*>) = of.getAnnotation(Metadata::class.java)?.kind

private val TYPES: List<KClass<*>> =
    CLASSES.filter { kind(it) == 1 }.map { it.kotlin }.filter { it.isData || it.java.isEnum }.sortedBy { it.simpleName }

private val BACK = CLASSES.filter { kind(it) == 2 }.flatMap { it.methods.asList() }
    .filter { it.name.startsWith("back") }.associateBy { it.name }

/** A value of a type. */
private fun drawn(type: KType, draw: Random): Any? {
    if (type.isMarkedNullable && draw.nextDouble() < 0.3) return null
    return when (val of = type.classifier as KClass<*>) {
        List::class -> List(listOf(0, 1, 3).random(draw)) { drawn(checkNotNull(type.arguments[0].type), draw) }
        Boolean::class -> draw.nextBoolean()
        UInt::class -> listOf(0u, 1u, 255u, UInt.MAX_VALUE).random(draw)
        ULong::class -> listOf(0uL, 1uL, 255uL, ULong.MAX_VALUE).random(draw)
        Int::class -> listOf(0, -1, 255, Int.MIN_VALUE, Int.MAX_VALUE).random(draw)
        Double::class -> listOf(0.0, -1.5, 0.1, Double.MAX_VALUE, Double.MIN_VALUE).random(draw)
        Long::class -> listOf(0L, -1L, 255L, Long.MIN_VALUE, Long.MAX_VALUE).random(draw)
        String::class -> TEXTS.random(draw)
        Instant::class -> MOMENTS.random(draw).plus(draw.nextLong(1_000_000_000_000), ChronoUnit.MICROS)
        LocalDate::class -> DAYS.random(draw)
        LocalTime::class -> TIMES.random(draw)
        ZoneId::class -> ZONES.random(draw)
        else -> if (of.java.isEnum) of.java.enumConstants.random(draw) else record(of, draw)
    }
}

private fun record(of: KClass<*>, draw: Random): Any {
    val make = checkNotNull(of.primaryConstructor) { "no value of $of is drawn yet" }
    return make.call(*make.parameters.map { drawn(it.type, draw) }.toTypedArray())
}

class RoundTripsTest {
    @Test
    fun `every type is found`() {
        assertTrue(TYPES.size >= 70, "${TYPES.size} types")
        assertTrue(TYPES.containsAll(listOf(TodayView::class, PhotosView::class, Verdict::class, LogSession::class, QuietHours::class)))
    }

    @ParameterizedTest
    @MethodSource("types")
    fun `what goes in comes back`(of: KClass<*>) {
        val back = BACK.getValue("back${of.simpleName}")
        val values = of.java.enumConstants?.asList() ?: List(20) { seed -> record(of, Random(seed)) }
        for (value in values) assertEquals(value, back.invoke(null, value))
    }

    @ParameterizedTest
    @MethodSource("errors")
    fun `every error arrives as what it is`(error: KClass<out StippleException>) {
        val make = checkNotNull(error.primaryConstructor)
        val given = make.parameters.associateWith { if (it.name == "close") listOf("swim") else "Nothing was changed." }
        val raised = assertThrows<StippleException> { failWith(make.callBy(given)) }
        assertEquals(error, raised::class)
        for ((field, value) in given) {
            assertEquals(value, error.memberProperties.single { it.name == field.name }.call(raised))
        }
    }

    companion object {
        private fun named(classes: List<KClass<*>>) = classes.map { named(it.simpleName, it) }

        @JvmStatic
        fun types() = named(TYPES)

        @JvmStatic
        fun errors() = named(StippleException::class.sealedSubclasses)
    }
}
