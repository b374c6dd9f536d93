// An Android library for the bindings' sake alone: its sources are plain Kotlin, and the Maven build compiles them on a JVM.
plugins {
    alias(libs.plugins.android.library)
}

kotlin { explicitApi() }

android {
    namespace = "app.stipple.logic"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig { minSdk = libs.versions.minSdk.get().toInt() }
}

dependencies {
    implementation(project(":bindings"))
    implementation(libs.zxing)
    api(libs.coroutines.core)
    testImplementation(libs.junit4)
    testImplementation(libs.coroutines.test)
}
