import type { EChartsCoreOption } from 'echarts/core';

export type ColorScheme = 'light' | 'dark';

/** One bar: solid up to `low`, pale up to `high`, both in percent of the whole width. */
export interface RangeBar {
  readonly name: string;
  /** The one that the reader is on. */
  readonly isCurrent: boolean;
  readonly low: number;
  readonly high: number;
  /** The figures, beside the bar or above it. */
  readonly beside: string;
  readonly above: string;
}

/** Pixels. */
export interface ChartShape {
  readonly width: number;
  readonly rowHeight: number;
  readonly barWidth: number;
  readonly fontSize: number;
  /** Where the text stands: beside the bar, or above it where there is no room beside it. */
  readonly text: 'beside' | 'above';
}

interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly scanned: string;
  readonly range: string;
}

/** The same colours as `public/styles/theme.css`: an image does not see the page's variables. */
const palettes: Readonly<Record<ColorScheme, Palette>> = {
  light: { text: '#1b2733', muted: '#52606d', scanned: '#1f5fa8', range: '#a9c8ea' },
  dark: { text: '#e6ebf0', muted: '#a3b0bd', scanned: '#6aa9ee', range: '#2f567f' },
};

/** Without quotes: ECharts writes the name into an XML attribute as it is. */
const fontFamily = 'system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif';

/** Draws figures with their bounds on a linear scale, as SVG. */
export async function rangeChart(
  bars: readonly RangeBar[],
  shape: ChartShape,
  scheme: ColorScheme,
): Promise<string> {
  const height = Math.max(1, bars.length) * shape.rowHeight + 8;
  const { init } = await loadEcharts();
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: shape.width, height });
  try {
    chart.setOption(chartOption(bars, shape, palettes[scheme]));
    return chart.renderToSVGString();
  } finally {
    // A chart that is not disposed keeps the process alive.
    chart.dispose();
  }
}

/** Loaded with the first chart: it costs some 200 ms that nothing else needs. */
async function loadEcharts(): Promise<typeof import('echarts/core')> {
  const [core, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([BarChart, GridComponent, SVGRenderer]);
  return core;
}

/** Pixels right of the longest bar for the longest text, whose letters are a little over half as wide as high. */
function roomBeside(bars: readonly RangeBar[], { fontSize }: ChartShape): number {
  const letters = Math.max(0, ...bars.map(({ beside }) => beside.length));
  return Math.max(200, Math.ceil(letters * fontSize * 0.58) + 12);
}

function chartOption(bars: readonly RangeBar[], shape: ChartShape, palette: Palette): EChartsCoreOption {
  const beside = shape.text === 'beside';
  const bar = { type: 'bar', stack: 'scanned', barWidth: shape.barWidth, silent: true };
  const font = { fontFamily, fontSize: shape.fontSize };
  return {
    animation: false,
    grid: {
      left: beside ? 190 : 2,
      right: beside ? roomBeside(bars, shape) : 2,
      top: beside ? 2 : 18,
      bottom: beside ? 2 : 0,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'value', show: false, min: 0, max: 100 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...font,
        show: beside,
        interval: 0,
        width: 182,
        overflow: 'truncate',
        formatter: (name: string, index: number) => (bars[index]?.isCurrent ? `{current|${name}}` : name),
        rich: { current: { ...font, fontWeight: 700, color: palette.text } },
        color: palette.muted,
      },
    },
    series: [
      {
        ...bar,
        data: bars.map(({ low }) => low),
        itemStyle: { color: palette.scanned },
        label: {
          ...font,
          show: !beside,
          position: [0, -16],
          color: palette.text,
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.above ?? '',
        },
      },
      {
        ...bar,
        data: bars.map(({ low, high }) => high - low),
        itemStyle: { color: palette.range },
        label: {
          ...font,
          show: beside,
          position: 'right',
          distance: 8,
          color: palette.text,
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.beside ?? '',
        },
      },
    ],
  };
}
