"""Pictures of every kind that can be cleaned, with metadata of every kind: what of these is left in a build, and whether they look the same.

`pip install pillow` draws them and looks at them again; exiftool (Debian: libimage-exiftool-perl) reads what is left where it is there.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import tempfile

from PIL import Image, ImageCms, PngImagePlugin

CANARY = "Zanzibar"
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{CANARY}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def exif(turned):
    block = Image.Exif()
    block[0x010F] = block[0x0110] = block[0x013B] = CANARY
    block[0x0132], block[0x0112] = "2024:01:01 00:00:00", turned
    place = block.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (55.0, 1.0, 2.0), "E", (12.0, 3.0, 4.0)
    return block


def draw(folder, r):
    """Sixty-four pictures: one of each kind for each of the eight ways to be turned."""

    def picture(mode="RGB"):
        drawn = Image.new(mode, (40, 24))
        bands = len(drawn.getbands())
        drawn.putdata([tuple(r.randrange(256) for _ in range(bands)) if bands > 1 else r.randrange(256) for _ in range(960)])
        return drawn

    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", CANARY)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    text.add_text("Comment", CANARY, zip=True)
    for turned in range(1, 9):
        said, at = exif(turned), os.path.join(folder, str(turned))
        for progressive in (False, True):
            picture().save(f"{at}-{progressive}.jpg", exif=said, xmp=XMP, icc_profile=colours, progressive=progressive, comment=CANARY.encode())
        picture("CMYK").save(f"{at}-cmyk.jpg", exif=said, comment=CANARY.encode())
        picture("RGBA" if turned % 2 else "P").save(f"{at}.png", pnginfo=text, exif=said, icc_profile=colours)
        picture().save(f"{at}.webp", exif=said, xmp=XMP, icc_profile=colours, lossless=bool(turned % 2))
        frames = [picture("P") for _ in range(3)]
        frames[0].save(f"{at}.gif", save_all=True, append_images=frames[1:], loop=turned - 1, comment=CANARY.encode(), duration=50)
        frames = [picture("RGBA") for _ in range(3)]
        frames[0].save(f"{at}-moving.png", save_all=True, append_images=frames[1:], pnginfo=text, exif=said)
        frames[0].save(f"{at}-moving.webp", save_all=True, append_images=frames[1:], exif=said, xmp=XMP, duration=60)
    for name in os.listdir(folder):
        if r.random() < 0.4:
            with open(os.path.join(folder, name), "ab") as file:
                file.write(CANARY.encode() * 3)


def seen(path):
    """All that a viewer sees: the frames, how they are turned, their colours and their times. No browser turns a WebP."""
    image = Image.open(path)
    frames = []
    for at in range(getattr(image, "n_frames", 1)):
        image.seek(at)
        frames.append(image.convert("CMYK" if image.mode == "CMYK" else "RGBA").tobytes())
    turned = 1 if path.endswith(".webp") else image.getexif().get(0x0112, 1)
    return frames, turned, image.info.get("icc_profile"), image.info.get("loop"), image.info.get("duration")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--casebook", default="target/release/casebook")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as root:
        before, after = os.path.join(root, "content", "incidents"), os.path.join(root, "public", "incidents")
        os.makedirs(before)
        draw(before, random.Random(1))
        names = sorted(os.listdir(before))
        with open(os.path.join(before, "a.md"), "w") as page:
            page.write("# The fire\n\n" + "\n".join(f"![p]({name})" for name in names) + "\n")
        subprocess.run([os.path.abspath(given.casebook), "build", "--quiet"], cwd=root, check=True)
        left = [name for name in names if CANARY.encode() in open(os.path.join(after, name), "rb").read()]
        others = [name for name in names if seen(os.path.join(before, name)) != seen(os.path.join(after, name))]
        print(f"{len(names)} pictures: {len(left)} with the canary in their bytes {left}, {len(others)} that look otherwise {others}")
        if shutil.which("exiftool"):
            told = subprocess.run(["exiftool", "-a", "-G1", "-s", *(os.path.join(after, name) for name in names)], capture_output=True, text=True).stdout
            drawing = r"System|File|ExifTool|ICC.*|JFIF|Composite|RIFF|PNG|GIF|Adobe"
            tags = {match.groups() for match in re.finditer(r"^\[(\S+)\s*\]\s+(\S+)", told, re.MULTILINE)}
            print("exiftool still reads:", sorted(tag for group, tag in tags if not re.fullmatch(drawing, group)))


if __name__ == "__main__":
    main()
