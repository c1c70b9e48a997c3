/**
 * 契约: what every archive has to do, as tests. Write your own adapter in three steps:
 *
 * <ol>
 *   <li>implement {@link dev.jieli.application.port.Archive} and the ports that it hands out; what each owes is in its
 *       Javadoc, and {@link dev.jieli.testkit.InMemoryArchive} is a complete example of a few hundred lines;
 *   <li>extend {@link dev.jieli.testkit.contract.ArchiveContract} in one test class of yours: say how a fresh, empty archive
 *       is had, and how a stranger with access to your storage would tamper with a docket;
 *   <li>run it. All green, and the archive can stand under the house.
 * </ol>
 *
 * <p>A store that cannot be reached fails the contract; nothing is skipped. While writing an adapter, extend the contract of
 * one port at a time.
 */
@NullMarked
package dev.jieli.testkit.contract;

import org.jspecify.annotations.NullMarked;
