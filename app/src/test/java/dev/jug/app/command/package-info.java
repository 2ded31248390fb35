/** The command as a user has it: the built distribution, an engine of its own for each class. */
@NullMarked
package dev.jug.app.command;

import org.jspecify.annotations.NullMarked;
