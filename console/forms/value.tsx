import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import {
  AmountControl,
  ChoiceControl,
  CurrencyControl,
  NumberControl,
  SwitchControl,
  TextControl,
  TimeControl,
} from './controls.tsx'
import type { Control } from './form.ts'
import { JsonControl } from './json.tsx'
import { ListControl } from './list.tsx'
import { MapControl } from './map.tsx'
import { ObjectControl } from './object.tsx'
import { IdControl } from './picker.tsx'
import { fits, type Kind, kindOf } from './schema.ts'
import { UnionControl } from './union.tsx'

const CONTROLS: Readonly<Record<Kind, ComponentType<Control>>> = {
  text: TextControl,
  id: IdControl,
  currency: CurrencyControl,
  number: NumberControl,
  amount: AmountControl,
  time: TimeControl,
  switch: SwitchControl,
  choice: ChoiceControl,
  list: ListControl,
  object: ObjectControl,
  map: MapControl,
  union: UnionControl,
  any: JsonControl,
}

/** The control for a value: of its kind, or JSON where that cannot show it. */
export function ValueControl(control: Control) {
  const { schema, value, onValue } = control
  // JSON that is being corrected stays JSON: another element would lose the focus.
  const [wasJson, setWasJson] = useState(false)
  const Shown = CONTROLS[kindOf(schema)]
  if (!wasJson && (value === undefined || fits(schema, value))) return <Shown {...control} />
  return (
    <JsonControl
      {...control}
      onValue={(changed) => {
        setWasJson(true)
        onValue(changed)
      }}
    />
  )
}
