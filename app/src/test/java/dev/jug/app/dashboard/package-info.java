/** The dashboard, looked at with a browser. */
@NullMarked
package dev.jug.app.dashboard;

import org.jspecify.annotations.NullMarked;
