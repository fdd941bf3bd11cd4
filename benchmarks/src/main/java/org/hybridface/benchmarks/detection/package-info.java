// SPDX-License-Identifier: Apache-2.0
/** Which faces are found: of every size, anywhere in pictures of every size, in many scenes; in stills and by a camera's search. */
package org.hybridface.benchmarks.detection;
