// The languages in which the corpus is written.
import ar from './languages/ar.mjs';
import de from './languages/de.mjs';
import en from './languages/en.mjs';
import es from './languages/es.mjs';
import fr from './languages/fr.mjs';
import hi from './languages/hi.mjs';
import id from './languages/id.mjs';
import it from './languages/it.mjs';
import ja from './languages/ja.mjs';
import nl from './languages/nl.mjs';
import pl from './languages/pl.mjs';
import pt from './languages/pt.mjs';
import ru from './languages/ru.mjs';
import tr from './languages/tr.mjs';
import uk from './languages/uk.mjs';

export const languages = [en, tr, ru, es, pt, de, fr, it, pl, uk, nl, id, ar, hi, ja];
