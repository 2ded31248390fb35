/**
 * A web page for the one who sits at this machine. It is HTML, style sheets and JavaScript modules,
 * which lie beside these classes as resources in {@code web}; what it shows it asks of an API that
 * is handed in. The classes decide who is let in.
 */
@NullMarked
package dev.jug.dashboard;

import org.jspecify.annotations.NullMarked;
