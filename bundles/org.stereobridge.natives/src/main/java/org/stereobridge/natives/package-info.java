/**
 * Codecs over C libraries, which a machine may have or not: finding and binding a library, and offering its codecs
 * where it is there.
 *
 * <p>Each bundle that needs this holds a copy of its own ({@code -conditionalpackage}), so that one can be replaced
 * without the others.
 */
package org.stereobridge.natives;
