plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.stipple.ui"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig { minSdk = libs.versions.minSdk.get().toInt() }
    buildFeatures { compose = true }
    // What the screens take from Android; a window takes it elsewhere (desktop).
    sourceSets["main"].kotlin.srcDir("src/android/kotlin")
}

dependencies {
    api(project(":logic"))
    api(libs.compose.material3)
    api(libs.compose.ui)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.navigation.compose)
    testImplementation(libs.junit4)
}
