plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.stipple"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        applicationId = "app.stipple"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
    }
    // Libraries bring words in languages that the app does not speak: what it says in English would be half of a screen.
    androidResources { localeFilters += listOf("en", "en-rGB", "en-rUS", "en-rXA", "ar-rXB") }
    buildFeatures { compose = true }
    lint {
        checkDependencies = true
        lintConfig = rootProject.file("lint.xml")
        warningsAsErrors = true
    }
    // The Maven build, which cannot get CameraX, compiles src/nocamera in its place.
    sourceSets["main"].kotlin.srcDir("src/camerax/kotlin")
    buildTypes {
        debug { isPseudoLocalesEnabled = true }
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }
}

dependencies {
    implementation(project(":ui"))
    implementation(libs.activity.compose)
    implementation(libs.camera.camera2)
    implementation(libs.camera.compose)
    implementation(libs.camera.lifecycle)
    implementation(libs.core)
    implementation(libs.coroutines.android)
    implementation(libs.glance.appwidget)
    implementation(libs.glide.gifdecoder)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel.compose)
}
