"""Matplotlib's writer of SVG, made faster where charts spend their time: many dots of one look, and measuring words."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba_array
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Affine2DBase, Transform
from matplotlib.typing import ColorType, LineStyleType
from numpy.typing import ArrayLike

MOST_MEASURED = 2048
_UPSIDE_DOWN = Affine2D().scale(1, -1)


class Renderer(RendererSVG):
    """Writes the same drawing in fewer words: a thousand dots of one look say it once."""

    if TYPE_CHECKING:
        # A part of RendererBase that matplotlib's own types leave out.
        def _iter_collection_raw_paths(
            self, master_transform: Transform, paths: Sequence[Path], all_transforms: Sequence[ArrayLike]
        ) -> Iterator[tuple[Path, Affine2DBase]]: ...

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: ColorType | None = None,
    ) -> None:
        """Marks at the points of a path."""
        outline = self._convert_path(marker_path, marker_trans + _UPSIDE_DOWN, simplify=False)
        points = np.asarray(path.vertices)
        self._write_marks(gc, outline, points, trans, [gc.get_url()] * len(points), rgbFace)

    def draw_path_collection(
        self,
        gc: GraphicsContextBase,
        master_transform: Transform,
        paths: Sequence[Path],
        all_transforms: Sequence[ArrayLike],
        offsets: ArrayLike | Sequence[ArrayLike],
        offset_trans: Transform,
        facecolors: ColorType | Sequence[ColorType],
        edgecolors: ColorType | Sequence[ColorType],
        linewidths: float | Sequence[float],
        linestyles: LineStyleType | Sequence[LineStyleType],
        antialiaseds: bool | Sequence[bool],
        urls: str | Sequence[str],
        offset_position: str,
        *,
        hatchcolors: ColorType | Sequence[ColorType] | None = None,
    ) -> None:
        """Marks of which each has a link of its own; others than those of one shape and one fill as matplotlib does."""
        fills, points = to_rgba_array(facecolors), np.asarray(offsets)
        is_of_one_look = len(paths) == len(fills) == 1 and len(all_transforms) <= 1 and not np.any(linewidths)
        if not is_of_one_look or len(urls) < 2 or len(points) != len(urls):
            super().draw_path_collection(  # type: ignore[no-untyped-call]  # pyproject.toml cannot name a super()
                gc,
                master_transform,
                paths,
                all_transforms,
                offsets,
                offset_trans,
                facecolors,
                edgecolors,
                linewidths,
                linestyles,
                antialiaseds,
                urls,
                offset_position,
                hatchcolors=hatchcolors,
            )
            return
        ((path, place),) = self._iter_collection_raw_paths(master_transform, paths, all_transforms)
        outline = self._convert_path(path, Affine2D(place.get_matrix()) + _UPSIDE_DOWN, simplify=False)
        gc.set_linewidth(0)
        self._write_marks(gc, outline, points, offset_trans, urls, tuple(fills[0]))

    def _write_marks(
        self,
        gc: GraphicsContextBase,
        outline: str,
        points: np.ndarray,
        transform: Transform,
        urls: Iterable[str | None],
        fill: ColorType | None,
    ) -> None:
        """The outline once, and its look once around all the places where it is used."""
        style = self._get_style(gc, fill)
        name = self._make_id("m", (outline, style))
        if name not in self._markers:
            self._markers[name] = name
            self.writer.start("defs")
            self.writer.element("path", id=name, d=outline)
            self.writer.end("defs")
        places = self._make_flip_transform(transform).transform(points)
        self.writer.start("g", style=style, **self._get_clip_attrs(gc))
        for (x, y), url in zip(places.tolist(), urls, strict=True):
            if url:
                self.writer.start("a", {"xlink:href": url})
            self.writer.element("use", attrib={"xlink:href": f"#{name}", "x": f"{x:.6f}", "y": f"{y:.6f}"})
            if url:
                self.writer.end("a")
        self.writer.end("g")

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        """How much room words take: measured once for all drawings, since the same few stand on each of them."""
        return _measured(s, prop, ismath)


@lru_cache(MOST_MEASURED)
def _measured(words: str, font: FontProperties, is_math: bool | Literal["TeX"]) -> tuple[float, float, float]:
    return text_to_path.get_text_width_height_descent(words, font, is_math)
