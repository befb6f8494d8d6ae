/** Reads the command line, checks it, and starts the framework with what the features name. */
package org.stereobridge.launcher;
