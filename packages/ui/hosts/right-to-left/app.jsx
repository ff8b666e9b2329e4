import '@dailies/ui/styles.css'
import { LanguageProvider } from '@dailies/ui/language'
import { arabic } from '@dailies/ui/strings/ar'
import { BareElements, Components, declareColorScheme, render } from '../page'

declareColorScheme()
render(
  <>
    <BareElements />
    <section dir="rtl" lang="ar">
      <LanguageProvider language={arabic}>
        <Components />
      </LanguageProvider>
    </section>
  </>,
)
