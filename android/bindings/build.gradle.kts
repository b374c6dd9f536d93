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
    sourceSets["main"].kotlin.directories += packaged.resolve("kotlin").path
    sourceSets["main"].jniLibs.directories += packaged.resolve("jniLibs").path
}

dependencies {
    api(libs.coroutines.core)
    // What is generated says by it which Android has its cleaner.
    implementation(libs.annotation)
    implementation("${libs.jna.get().module}:${libs.versions.jna.get()}@aar")
}
