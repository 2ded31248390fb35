/** What is made of the commands' own description: their reference, manual pages, completion. */
@NullMarked
package dev.jug.cli.reference;

import org.jspecify.annotations.NullMarked;
