/**
 * What the audio path costs: JMH benchmarks, and the SBC chain against the same chain in C on libsbc.
 *
 * <p>{@code ./bench} builds and runs them.
 */
package org.stereobridge.benchmarks;
