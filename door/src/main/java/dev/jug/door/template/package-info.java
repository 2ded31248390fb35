/**
 * The templates that Docker's users write after {@code --format}: Go's text/template, as far as it
 * reads values. A template is read once ({@link dev.jug.door.template.Template}) and filled with
 * JSON, whose fields have Docker's names.
 */
@NullMarked
package dev.jug.door.template;

import org.jspecify.annotations.NullMarked;
