// What Gradle's Android plugin does before Kotlin compiles: archives (.aar) onto the class path, manifests merged, resources
// compiled and linked against the framework, R written. Run by gmavenplus, which gives `project` and `log`.
// Not for: packing (maven/apk.sh), or checking what it is given; aapt2 and the manifest merger do.
import com.android.manifmerger.ManifestMerger2
import com.android.manifmerger.ManifestSystemProperty
import com.android.manifmerger.MergingReport
import com.android.utils.StdLogger
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream
import org.apache.maven.artifact.handler.DefaultArtifactHandler

out = new File(project.build.directory, 'android')
android = new File(project.properties['android'])
property = { project.properties["android.$it"] }
resourceFolders = ['ui', 'app'].collect { new File(android, "$it/src/main/res") }
manifest = new File(android, 'app/src/main/AndroidManifest.xml')
generated = new File(out, 'gen')
out.mkdirs()

framework = project.artifacts.find { it.artifactId == 'android-all' }.file
archives = project.artifacts.findAll { it.type == 'aar' }.collect { unpack(it) }
aapt2 = new File(out, 'aapt2')
if (!aapt2.exists()) {
    aapt2.bytes = getClass().classLoader.getResourceAsStream('prebuilt/linux/aapt2_64').bytes
    aapt2.executable = true
}

// Everything below depends on this alone.
sources = [manifest, new File(android, 'maven/android.groovy')]
resourceFolders.each { folder -> folder.eachFileRecurse { sources << it } }
state = (sources.collect { "$it ${it.lastModified()}" } + archives*.name + [property('targetSdk')]).sort().join('\n')
stamp = new File(out, 'stamp')
if (stamp.exists() && stamp.text == state) return

mergeManifests(false, new File(out, 'AndroidManifest.xml'))
mergeManifests(true, new File(out, 'AndroidManifest-test.xml'))
flat = new File(out, 'flat')
flat.mkdirs()
archives.each { archive ->
    def resources = new File(archive.folder, 'res')
    archive.flat = new File(flat, "${archive.name}.zip")
    if (resources.directory && !archive.flat.exists()) run(aapt2, 'compile', '--dir', resources, '-o', archive.flat)
}
own = resourceFolders.collect { folder ->
    def to = new File(flat, "own-${folder.parentFile.parentFile.parentFile.name}.zip")
    run(aapt2, 'compile', '--pseudo-localize', '--dir', folder, '-o', to)
    to
}
generated.deleteDir()
generated.mkdirs()
packages = archives.collect { it.namespace }.findAll().unique() + [property('uiNamespace')]
ids = new File(out, 'ids.txt')
link(true, 'resources-test.apk', ['--java', generated, '--custom-package', property('namespace'), '--extra-packages', packages.join(':'), '--non-final-ids', '--emit-ids', ids])
// Of the libraries' words only those in languages that the app speaks, as Gradle packs it (localeFilters).
link(false, 'resources.apk', ['--stable-ids', ids, '--proguard', new File(out, 'aapt-rules.pro'), '-c', 'en,en-rGB,en-rUS'])
stamp.text = state

/** Unpacks an archive once, and puts its classes onto the class path in its place. */
def unpack(artifact) {
    def name = "${artifact.groupId}.${artifact.artifactId}-${artifact.version}"
    def folder = new File(out, "aar/$name")
    def classes = new File(folder, 'classes.jar')
    def done = new File(folder, '.done')
    if (!done.exists()) {
        folder.mkdirs()
        new ZipFile(artifact.file).withCloseable { zip ->
            zip.entries().findAll { !it.directory && wanted(it.name) }.each { entry ->
                def file = new File(folder, entry.name)
                file.parentFile.mkdirs()
                file.bytes = zip.getInputStream(entry).bytes
            }
        }
        foldIn(classes, new File(folder, 'libs').listFiles().findAll { it.name.endsWith('.jar') })
        done.text = ''
    }
    if (classes.exists()) {
        artifact.file = classes
        def handler = new DefaultArtifactHandler('jar')
        handler.addedToClasspath = true
        artifact.artifactHandler = handler
    }
    def own = new File(folder, 'AndroidManifest.xml')
    def namespace = own.exists() ? new groovy.xml.XmlSlurper(false, false).parse(own).@package.text() : null
    [name: name, folder: folder, test: artifact.scope == 'test', namespace: namespace]
}

boolean wanted(String name) {
    ['res/', 'jni/', 'assets/', 'libs/'].any { name.startsWith(it) } || name in ['AndroidManifest.xml', 'classes.jar', 'proguard.txt']
}

/** Some archives carry a second jar. */
def foldIn(File classes, jars) {
    if (!jars) return
    def all = new File(classes.parentFile, 'all.jar')
    def seen = [] as Set
    new ZipOutputStream(all.newOutputStream()).withCloseable { to ->
        ([classes] + jars).each { jar ->
            new ZipFile(jar).withCloseable { from ->
                from.entries().findAll { !it.directory && seen.add(it.name) }.each {
                    to.putNextEntry(new ZipEntry(it.name))
                    to << from.getInputStream(it)
                    to.closeEntry()
                }
            }
        }
    }
    all.renameTo(classes)
}

def mergeManifests(boolean test, File to) {
    def merger = ManifestMerger2.newMerger(manifest, new StdLogger(StdLogger.Level.WARNING), ManifestMerger2.MergeType.APPLICATION)
    archives.findAll { test || !it.test }.each { merger.addLibraryManifest(new File(it.folder, 'AndroidManifest.xml')) }
    // Not in the manifest itself: Gradle sets them from the catalogue as well.
    merger.setOverride(ManifestSystemProperty.Document.PACKAGE, property('applicationId'))
    merger.setOverride(ManifestSystemProperty.UsesSdk.MIN_SDK_VERSION, property('minSdk'))
    merger.setOverride(ManifestSystemProperty.UsesSdk.TARGET_SDK_VERSION, property('targetSdk'))
    merger.setNamespace(property('namespace'))
    // What is marked as removed goes, and not only its mark.
    merger.withFeatures(ManifestMerger2.Invoker.Feature.REMOVE_TOOLS_DECLARATIONS)
    def report = merger.merge()
    if (report.result.isError()) throw new RuntimeException(report.loggingRecords.toString())
    to.text = report.getMergedDocument(MergingReport.MergedManifestKind.MERGED)
}

def link(boolean test, String to, List more) {
    def theirs = archives.findAll { it.flat.exists() && (test || !it.test) }.collectMany { ['-R', it.flat] }
    run(aapt2, 'link', '-I', framework, '--manifest', new File(out, test ? 'AndroidManifest-test.xml' : 'AndroidManifest.xml'),
        '--auto-add-overlay', '--no-static-lib-packages', '--min-sdk-version', property('minSdk'),
        '--target-sdk-version', property('targetSdk'), '-o', new File(out, to), *more, *theirs, *own.collectMany { ['-R', it] })
}

def run(Object... command) {
    def process = new ProcessBuilder(command*.toString()).redirectErrorStream(true).start()
    def said = process.inputStream.text
    if (process.waitFor() != 0) throw new RuntimeException("${command.take(2).join(' ')}\n${said.take(6000)}")
}
