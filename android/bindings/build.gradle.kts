// What UniFFI generated for Android, with the core for three processors: bindings/package/android.sh makes both.
plugins {
    alias(libs.plugins.android.library)
}

val packaged = rootProject.file("../target/package/android")

android {
    namespace = "app.stipple.bindings"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles(packaged.resolve("consumer-rules.pro"))
    }
    sourceSets["main"].kotlin.srcDir(packaged.resolve("kotlin"))
    sourceSets["main"].jniLibs.srcDir(packaged.resolve("jniLibs"))
}

dependencies {
    api(libs.coroutines.core)
    implementation("${libs.jna.get().module}:${libs.versions.jna.get()}@aar")
}
