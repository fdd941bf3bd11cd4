/** How long detecting, embedding and tracking take. */
package org.hybridface.benchmarks.speed;
