"""Runs the programs of photo_import.sh in turn and prints what they took. Not for: being run by itself."""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS, TIMES = 9, 4

SHARP = """
const sharp = require('sharp'); sharp.cache(false); sharp.concurrency(1);
const fs = require('fs'); const bytes = fs.readFileSync(process.argv[2]);
(async () => { for (let n = 0; n < +process.argv[3]; n++) {
  const start = process.hrtime.bigint();
  const view = await sharp(bytes).rotate().resize(1024, 1024, { fit: 'inside', withoutEnlargement: true })
    .raw().toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: view.info.width, height: view.info.height, channels: 3 } };
  await sharp(view.data, raw).jpeg({ quality: 82 }).toBuffer();
  await sharp(view.data, raw).resize(256, 256, { fit: 'inside' }).jpeg({ quality: 82 }).toBuffer();
  console.log(Number(process.hrtime.bigint() - start) / 1e6);
} })();
"""


def turbo(data):
    import simplejpeg

    simplejpeg.decode_jpeg(data, colorspace="GRAY", min_height=1, min_width=1, min_factor=8)


def pillow(data):
    import io

    from PIL import Image, ImageOps

    image = Image.open(io.BytesIO(data))
    # Its draft takes the smallest scale that is not below what is asked for: the same quarter as ours.
    image.draft("RGB", (960, 720))
    view = ImageOps.exif_transpose(image)
    view.thumbnail((1024, 1024))
    grid = view.copy()
    grid.thumbnail((256, 256))
    for picture in (view, grid):
        picture.save(io.BytesIO(), "JPEG", quality=82)


def vips(data):
    import pyvips

    pyvips.cache_set_max(0)
    view = pyvips.Image.thumbnail_buffer(data, 1024, height=1024, size="down").copy_memory()
    view.jpegsave_buffer(Q=82, keep="none")
    view.thumbnail_image(256, height=256).jpegsave_buffer(Q=82, keep="none")


def main():
    if sys.argv[1:2] == ["one"]:
        work, data = globals()[sys.argv[2]], Path(sys.argv[3]).read_bytes()
        for _ in range(TIMES):
            start = time.perf_counter()
            work(data)
            print((time.perf_counter() - start) * 1e3)
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--import-program", required=True)
    parser.add_argument("--work", required=True, type=Path)
    options = parser.parse_args()
    (options.work / "sharp.js").write_text(SHARP)
    photo = str(options.work / "12mp.jpg")
    once = [sys.executable, __file__, "one"]
    programs = {
        "libjpeg-turbo, 1/8 greyscale": [*once, "turbo", photo],
        "import": [options.import_program, photo, str(TIMES)],
        "Pillow, draft": [*once, "pillow", photo],
        "libvips": [*once, "vips", photo],
        "sharp": ["node", str(options.work / "sharp.js"), photo, str(TIMES)],
    }
    took = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, command in programs.items():
            lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            # The first time warms up.
            took[name] += [float(line) for line in lines[1:]]
    print(f"12 MP, {Path(photo).stat().st_size / 1e6:.1f} MB; medians and least of {ROUNDS * (TIMES - 1)}")
    base = statistics.median(took["libjpeg-turbo, 1/8 greyscale"])
    least = min(took["libjpeg-turbo, 1/8 greyscale"])
    for name, times in took.items():
        median = statistics.median(times)
        print(f"{name:30} {median:7.1f} ms {median / base:5.2f}x   least {min(times):7.1f} ms {min(times) / least:5.2f}x")
    for name in ("12mp", "100mp"):
        file = options.work / f"{name}.jpg"
        peak = int(subprocess.run([options.import_program, str(file), "memory"], check=True, capture_output=True).stdout)
        print(f"{name}: the file ({file.stat().st_size / 2**20:.1f} MiB) and {(peak - file.stat().st_size) / 2**20:.1f} MiB")


main()
