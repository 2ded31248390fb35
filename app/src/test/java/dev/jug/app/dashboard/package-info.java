/** The dashboard, looked at with a browser. */
package dev.jug.app.dashboard;
