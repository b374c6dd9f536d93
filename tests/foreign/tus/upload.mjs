// Uploads a file with tus-js-client over a line that breaks, in a second program run resumes it from what the first one
// wrote down, and says at which byte it went on.
//   node upload.mjs ENDPOINT FILE HASH NOTES        the token comes in STIPPLE_TOKEN
// Exits 3 where the line broke, 0 where the upload is whole. Not for: checking what the server then holds.
import fs from 'node:fs'
import * as tus from 'tus-js-client'

const [endpoint, file, hash, notes] = process.argv.slice(2)
let first = null
const upload = new tus.Upload(fs.createReadStream(file), {
    endpoint,
    uploadSize: fs.statSync(file).size,
    headers: { Authorization: `Bearer ${process.env.STIPPLE_TOKEN}` },
    metadata: { hash },
    chunkSize: 1024 * 1024,
    retryDelays: null,
    urlStorage: new tus.FileUrlStorage(notes),
    fingerprint: async () => `stipple-${hash}`,
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => { first ??= sent },
    onError: (error) => {
        console.log(`broken off: ${String(error.message).slice(0, 200)}`)
        process.exit(error.originalResponse ? 1 : 3)
    },
    onSuccess: () => {
        console.log(`whole, from byte ${first}, at ${upload.url}`)
        process.exit(0)
    },
})
const earlier = await upload.findPreviousUploads()
if (earlier.length > 0) upload.resumeFromPreviousUpload(earlier[0])
upload.start()
