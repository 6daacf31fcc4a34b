// The panels of a dashboard, drawn with Grafana's own components from what Prometheus answered.
import React from 'react';
import { createRoot } from 'react-dom/client';
import { createTheme, dateTime, FieldType, getDisplayProcessor, getDisplayValueAlignmentFactors, getValueFormats, ThemeContext, toDataFrame } from '@grafana/data';
import { BarGauge, BigValue, Table, TimeSeries } from '@grafana/ui';

const theme = createTheme({ colors: { mode: 'light' } });
const COLUMN = 60;
const ROW = 38;
const GAP = 8;
const HEAD = 30;

const legend = (template, labels) =>
  template ? template.replace(/\{\{\s*(\w+)\s*}}/g, (_, name) => labels[name] ?? '') : JSON.stringify(labels);

// As Grafana: what all values have in common, over it what is said of one of them by its name.
function configured(field, name, panel, refId) {
  const { defaults, overrides } = panel.fieldConfig;
  const config = { ...defaults, custom: { ...defaults.custom }, displayName: name, links: [] };
  for (const override of overrides) {
    const named = override.matcher.id === 'byFrameRefID' ? refId : null;
    if (![name, field.name, named].includes(override.matcher.options)) {
      continue;
    }
    for (const { id, value } of override.properties) {
      if (id.startsWith('custom.')) {
        config.custom[id.slice('custom.'.length)] = value;
      } else {
        config[id] = value;
      }
    }
  }
  const set = { ...field, config };
  set.display = getDisplayProcessor({ field: set, theme, timeZone: 'utc' });
  return set;
}

// What is no number has no place in a drawing.
const numberOf = (value) => (Number.isNaN(Number(value)) ? null : Number(value));

function seriesOf(panel, target, data, index) {
  return (data?.result ?? []).map((series) => {
    const points = series.values ?? [series.value];
    const name = legend(target.legendFormat, series.metric);
    return toDataFrame({
      refId: target.refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: points.map(([time]) => time * 1000), config: {} },
        configured(
          { name: 'Value', type: FieldType.number, labels: series.metric, values: points.map(([, value]) => numberOf(value)) },
          name,
          panel,
          target.refId
        ),
      ],
    });
  });
}

const framesOf = (panel, answers) => panel.targets.flatMap((target, index) => seriesOf(panel, target, answers?.[target.refId], index));

// Value fields, coloured one after the other where no colour is said, as Grafana's classic palette.
function coloured(frames) {
  let next = 0;
  for (const frame of frames) {
    const field = frame.fields[1];
    field.config = { ...field.config, color: field.config.color ?? { mode: 'palette-classic' } };
    field.state = { ...field.state, seriesIndex: next++ };
    field.display = getDisplayProcessor({ field, theme, timeZone: 'utc' });
  }
  return frames;
}

// Of the numbers in a field, and what the drawing of a small line asks for.
function ranged(field) {
  const numbers = field.values.filter((value) => Number.isFinite(value));
  const min = Math.min(...numbers);
  const max = Math.max(...numbers);
  return { ...field, state: { ...field.state, range: { min, max, delta: max - min } } };
}

const last = (field) => field.values.filter((value) => value !== null).at(-1);

function Stat({ panel, answers, width, height }) {
  const frames = framesOf(panel, answers);
  const each = Math.floor(width / Math.max(1, frames.length));
  // As Grafana: one number alone has no name unless the panel asks for it.
  const named = frames.length > 1 || panel.options.textMode === 'value_and_name';
  return (
    <div style={{ display: 'flex' }}>
      {frames.map((frame, index) => {
        const field = frame.fields[1];
        const value = field.display(last(field));
        return (
          <BigValue
            key={index}
            width={each}
            height={height}
            theme={theme}
            value={{ ...value, title: named ? field.config.displayName : undefined }}
            sparkline={field.values.length > 2 ? { y: ranged(field), x: frame.fields[0] } : undefined}
            colorMode="value"
            graphMode="area"
            justifyMode="auto"
            textMode={named ? 'value_and_name' : 'auto'}
          />
        );
      })}
    </div>
  );
}

function Bars({ panel, answers, width, height }) {
  const frames = framesOf(panel, answers);
  const fields = frames.map((frame) => frame.fields[1]);
  const most = Math.max(...fields.map(last), panel.fieldConfig.defaults.max ?? -Infinity);
  const least = Math.min(0, ...fields.map(last));
  const each = Math.min(60, Math.floor(height / Math.max(1, fields.length)) - 4);
  const factors = getDisplayValueAlignmentFactors(
    fields.map((field) => ({ display: { ...field.display(last(field)), title: field.config.displayName } }))
  );
  return (
    <div>
      {fields.map((field, index) => {
        const bounded = { ...field, config: { min: least, max: most, ...field.config } };
        const shown = getDisplayProcessor({ field: bounded, theme })(last(field));
        return (
          <div key={index} style={{ marginBottom: 4 }}>
            <BarGauge
              width={width}
              height={Math.max(16, each)}
              theme={theme}
              field={bounded.config}
              display={getDisplayProcessor({ field: bounded, theme })}
              value={{ ...shown, title: field.config.displayName }}
              alignmentFactors={factors}
              orientation="horizontal"
              displayMode="gradient"
              itemSpacing={4}
              lcdCellWidth={8}
              showUnfilled
              text={panel.options.text}
            />
          </div>
        );
      })}
    </div>
  );
}

function Lines({ panel, answers, width, height }) {
  const frames = coloured(framesOf(panel, answers));
  const times = frames.flatMap((frame) => frame.fields[0].values);
  const from = dateTime(Math.min(...times));
  const to = dateTime(Math.max(...times));
  return (
    <TimeSeries
      frames={frames}
      structureRev={1}
      timeRange={{ from, to, raw: { from, to } }}
      timeZone="utc"
      width={width}
      height={height}
      legend={{ showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] }}
      options={{}}
    />
  );
}

// One row for each set of labels, one column for each label and each query: the transformations merge and sortBy.
function rowsOf(panel, answers) {
  const rows = new Map();
  const several = panel.targets.length > 1;
  for (const target of panel.targets) {
    for (const { metric, value } of answers?.[target.refId]?.result ?? []) {
      const { __name__, ...labels } = metric;
      // A label that not all queries have is a column, but tells no row from another: the transformation merge.
      const key = JSON.stringify(Object.entries(labels).filter(([label]) => !several || label !== 'currency'));
      const row = { ...rows.get(key), ...labels };
      row[several ? `Value #${target.refId}` : 'Value'] = Number(value[1]);
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort((one, other) => (other.Value ?? 0) - (one.Value ?? 0));
}

function Rows({ panel, answers, width, height }) {
  const rows = rowsOf(panel, answers);
  const names = [...new Set(rows.flatMap(Object.keys))];
  names.sort((one, other) => one.startsWith('Value') - other.startsWith('Value') || one.localeCompare(other));
  const frame = toDataFrame({
    fields: names.map((name) => {
      const values = rows.map((row) => row[name] ?? null);
      const type = name.startsWith('Value') ? FieldType.number : FieldType.string;
      const override = panel.fieldConfig.overrides.find((each) => each.matcher.options === name);
      const shown = override?.properties.find(({ id }) => id === 'displayName')?.value ?? name;
      return configured({ name, type, values }, shown, panel);
    }),
  });
  return <Table data={frame} width={width} height={height} />;
}

const DRAWN = { stat: Stat, bargauge: Bars, timeseries: Lines, table: Rows };

function Panel({ panel, answers }) {
  const { x, y, w, h } = panel.gridPos;
  const place = { position: 'absolute', left: x * COLUMN + GAP, top: y * ROW + GAP, width: w * COLUMN - GAP, height: h * ROW - GAP };
  if (panel.type === 'row') {
    return <div style={{ ...place, ...theme.typography.h4, color: theme.colors.text.primary }}>{panel.title}</div>;
  }
  const Drawn = DRAWN[panel.type];
  const hasData = panel.targets.some((target) => answers?.[target.refId]?.result?.length);
  return (
    <div
      data-panel={panel.id}
      style={{ ...place, overflow: 'hidden', background: theme.colors.background.primary, border: `1px solid ${theme.colors.border.weak}`, borderRadius: 2 }}
    >
      <div style={{ ...theme.typography.h6, fontSize: 14, height: HEAD, padding: '6px 8px', color: theme.colors.text.primary }} title={panel.description}>
        {panel.title}
      </div>
      <div style={{ padding: '0 8px' }} data-drawn>
        {hasData ? <Drawn panel={panel} answers={answers} width={place.width - 18} height={place.height - HEAD - 12} /> : 'No data'}
      </div>
    </div>
  );
}

let current;

window.draw = (dashboard, answers) => {
  current = dashboard;
  const bottom = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  document.body.style.background = theme.colors.background.canvas;
  document.body.style.fontFamily = theme.typography.fontFamily;
  createRoot(document.getElementById('root')).render(
    <ThemeContext.Provider value={theme}>
      <div style={{ position: 'relative', height: bottom * ROW + 2 * GAP, color: theme.colors.text.primary }}>
        {dashboard.panels.map((panel) => (
          <Panel key={panel.id} panel={panel} answers={answers[panel.id]} />
        ))}
      </div>
    </ThemeContext.Provider>
  );
};

window.seen = () => {
  const known = new Set(getValueFormats().flatMap(({ submenu }) => submenu.map(({ value }) => value)));
  const units = current.panels
    .filter(({ type }) => type !== 'row')
    .flatMap(({ fieldConfig }) => [
      fieldConfig.defaults.unit,
      ...fieldConfig.overrides.flatMap(({ properties }) => properties.filter(({ id }) => id === 'unit').map(({ value }) => value)),
    ]);
  return {
    unknownUnits: [...new Set(units)].filter((unit) => !known.has(unit)),
    panels: [...document.querySelectorAll('[data-panel]')].map((element) => ({
      id: Number(element.dataset.panel),
      title: element.firstChild.textContent,
      text: element.querySelector('[data-drawn]').textContent,
      canvases: element.querySelectorAll('canvas').length,
    })),
  };
};
