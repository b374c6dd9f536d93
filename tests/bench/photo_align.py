#!/usr/bin/env python3
"""Our alignment and OpenCV's on the same pairs, by turns of ten pairs: how many come out right, how exactly, how fast.

    photo_align.py ALIGN_PAIRS DIRECTORY...    directories that `stipple-heads --set` wrote

OpenCV with one thread. ORB and SIFT with the settings that did best of eight that were tried on 30 hard pairs: with its
own thresholds ORB finds too few corners on faint dots and is right half as often (22 ms), SIFT likewise.
"""

import os
import statistics
import subprocess
import sys
import time

import cv2
import numpy as np

cv2.setNumThreads(1)
GRID = np.array([[x, y, 1] for x in np.linspace(-0.7, 0.7, 8) for y in np.linspace(-0.7, 0.7, 8)]).T
METHODS = {
    "ORB 5000, FAST 7, cross-checked": (lambda: cv2.ORB_create(5000, fastThreshold=7), cv2.NORM_HAMMING, None),
    "ORB 5000, FAST 7, ratio 0.8": (lambda: cv2.ORB_create(5000, fastThreshold=7), cv2.NORM_HAMMING, 0.8),
    "SIFT 2000, contrast 0.01": (lambda: cv2.SIFT_create(2000, contrastThreshold=0.01), cv2.NORM_L2, 0.8),
}


def matrix(text):
    return np.array([float(number) for number in text.split()]).reshape(3, 3)


def project(homography, points):
    there = homography @ points
    return there[:2] / there[2]


def error(found, line):
    """The mean distance over the head in widths; infinite where there is no transform."""
    if found is None:
        return float("inf")
    _, _, first, second = line
    wanted, source = project(matrix(first), GRID), project(matrix(second), GRID)
    inside = (wanted[0] > 0) & (wanted[0] < 768) & (wanted[1] > 0) & (wanted[1] < 1024)
    got = project(found, np.vstack([source, np.ones(source.shape[1])]))
    mean = np.mean(np.linalg.norm(got - wanted, axis=0)[inside]) / 768
    return float(mean) if np.isfinite(mean) else float("inf")


def opencv(directory, seed, make, norm, ratio):
    a, b = (cv2.imread(f"{directory}/{seed}-{name}.png", cv2.IMREAD_GRAYSCALE) for name in "ab")
    begun = time.perf_counter()
    detector = make()
    (points_a, of_a), (points_b, of_b) = detector.detectAndCompute(a, None), detector.detectAndCompute(b, None)
    good = []
    if of_a is not None and of_b is not None:
        matcher = cv2.BFMatcher(norm, crossCheck=ratio is None)
        if ratio is None:
            good = matcher.match(of_b, of_a)
        else:
            pairs = (pair for pair in matcher.knnMatch(of_b, of_a, k=2) if len(pair) == 2)
            good = [pair[0] for pair in pairs if pair[0].distance < ratio * pair[1].distance]
    found = None
    if len(good) >= 4:
        source = np.float32([points_b[match.queryIdx].pt for match in good])
        target = np.float32([points_a[match.trainIdx].pt for match in good])
        found, _ = cv2.findHomography(source, target, cv2.USAC_MAGSAC, 2.0, maxIters=10000, confidence=0.999)
    return (time.perf_counter() - begun) * 1000, found


def ours(program, directory, first, count):
    lines = subprocess.run(
        [program, directory, str(first), str(count)], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for line in lines:
        _, took, _, numbers = line.split("\t")
        yield float(took), None if numbers == "none" else matrix(numbers)


def compare(program, directory):
    with open(os.path.join(directory, "truth.tsv"), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    results = {name: [] for name in ["ours", *METHODS]}
    for first in range(0, len(lines), 10):
        part = lines[first : first + 10]
        for (took, found), line in zip(ours(program, directory, first, len(part)), part, strict=True):
            results["ours"].append((took, error(found, line), found is not None))
        for name, (make, norm, ratio) in METHODS.items():
            for line in part:
                took, found = opencv(directory, line[0], make, norm, ratio)
                results[name].append((took, error(found, line), found is not None))
    print(f"\n{os.path.basename(directory)}: {len(lines)} pairs")
    print("| what | right (under 0.5 %) | median error | 90 % under | wrong, given out | median ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, all_of in results.items():
        errors = sorted(one[1] for one in all_of)
        right = sum(one < 0.005 for one in errors) / len(errors)
        wrong = sum(given and off >= 0.005 for _, off, given in all_of)
        ninety = errors[int(0.9 * (len(errors) - 1))]
        print(
            f"| {name} | {100 * right:.1f} % | {100 * statistics.median(errors):.4f} % | {100 * ninety:.3f} % "
            f"| {wrong} | {statistics.median(one[0] for one in all_of):.0f} |",
            flush=True,
        )


for directory in sys.argv[2:]:
    compare(sys.argv[1], directory)
