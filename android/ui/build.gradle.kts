plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.stipple.ui"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig { minSdk = libs.versions.minSdk.get().toInt() }
    buildFeatures { compose = true }
}

dependencies {
    api(project(":logic"))
    api(libs.compose.material3)
    api(libs.compose.ui)
    testImplementation(libs.junit4)
}
