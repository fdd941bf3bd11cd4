/**
 * The main job on one machine: a local cloud with a few named people, one edge device as the artifact it ships as, and a check
 * that everyone got the right answer.
 */
package org.hybridface.local.demo;
