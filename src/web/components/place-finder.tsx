import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

/**
 * A place that a device may fill in where it stands: `children` is the field for those who write it down. `texts`:
 * the button, and what is said when the place was found or was not. Latitude and longitude in degrees, as text.
 */
export const PlaceFinder = ({
  lat,
  lng,
  texts,
  children,
}: {
  lat: string | undefined
  lng: string | undefined
  texts: { locate: string; located: string; notLocated: string }
  children: ComponentChildren
}) => (
  <div class="stack-tight" data-place>
    {children}
    <input type="hidden" name="lat" value={lat ?? ''} data-lat />
    <input type="hidden" name="lng" value={lng ?? ''} data-lng />
    <p>
      <button class="button plain" type="button" data-locate hidden>
        <Icon name="pin" />
        <span>{texts.locate}</span>
      </button>
    </p>
    <p
      class="quiet"
      role="status"
      data-place-said
      data-found={texts.located}
      data-failed={texts.notLocated}
    />
  </div>
)
