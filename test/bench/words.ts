// The words of generated papers, in the order of frequency: the first are in most titles.

export const ADJECTIVES = (
  'Efficient Scalable Distributed Fast Secure Adaptive Robust Parallel Practical Automatic Dynamic Reliable Hybrid ' +
  'Federated Elastic Lightweight Consistent Private Incremental Approximate Transparent Asynchronous Resilient ' +
  'Hierarchical Speculative Predictable Verified Serverless Disaggregated Heterogeneous Persistent Portable Sparse'
).split(' ')

export const NOUNS = (
  'Serving Training Caching Storage Scheduling Memory Inference Networks Systems Learning Queries Transactions ' +
  'Compilation Indexing Replication Attention Checkpointing Compression Consensus Monitoring Allocation Logging ' +
  'Retrieval Verification Isolation Migration Batching Prefetching Partitioning Debugging Tracing Recovery ' +
  'Deduplication Synchronization Placement Quantization Fuzzing Profiling Virtualization Routing Sampling Encryption ' +
  'Tuning Alignment Offloading Sharding Garbage-Collection Erasure-Coding'
).split(' ')

export const THINGS = (
  'Large Language Models|GPUs|Data Centers|Key-Value Stores|the Cloud|File Systems|Databases|Graphs|Edge Devices|' +
  'Deep Neural Networks|Serverless Functions|Persistent Memory|Streams|Microservices|Time Series|SmartNICs|Containers|' +
  'Multi-Tenant Clusters|Recommendation Models|Mixture-of-Experts Models|RDMA Networks|CXL Pools|Operating Systems|' +
  'Solid-State Drives|Mobile Phones|Trusted Hardware|Vector Search|Blockchains|Scientific Workflows|Compilers|' +
  'Web Browsers|Sensor Networks|Autonomous Vehicles|Satellites|Spreadsheets|Tensor Programs'
).split('|')

/** In titles of their own, as in some lists: search text is not plain English everywhere. */
export const FOREIGN = [
  '分布式存储',
  'メモリ管理',
  '그래프 처리',
  'Schrödinger',
  'Fréchet',
  'Erdős–Rényi',
  'naïve Bayes',
]

export const GIVEN =
  'Wei Anna Li Jun Maria Yuki David Sara Chen Omar Priya Lukas Mei Elena Ivan Zoë René Søren Jürgen'.split(' ')
export const FAMILY = (
  'Zhang Wang Müller Kim Chen Smith Liu García Singh Tanaka Kowalski Nguyen Erdős Rossi Johansson Park Okafor Dvořák ' +
  'Ivanova Haddad Silva Novák Yılmaz Cohen Dubois'
).split(' ')

export const SYLLABLES = 'ka ro vel tix mor an del phi sol en bra qui zan tor lu mis ger pra nol eth'.split(' ')

export const POINTS = (
  'requests that share a prefix are answered from one copy|a scheduler looks ahead by a few steps|the log is cut where ' +
  'nobody reads it any more|work moves to where its data lies|cold pages leave the fast tier first|failures are found by ' +
  'comparing replicas|the plan is made once and corrected while it runs|a small model guesses and a large one checks|' +
  'locks are taken in one order, so nothing waits in a circle|updates are gathered and written in one batch'
).split('|')

export const TOPICS: readonly (readonly [string, readonly string[]])[] = [
  ['Large Language Models (LLMs)', ['Serving LLMs', 'LLM alignment / RLHF training', 'LLM federated fine-tuning']],
  ['Storage', ['Key-value stores', 'File systems', 'Flash', 'Erasure coding', 'Persistent memory', 'Caches']],
  ['Networks', ['RDMA', 'Congestion', 'Programmable switches', 'Measurement', 'Wireless']],
  ['Machine learning systems', ['Training', 'Inference', 'Compilers', 'Recommenders', 'Graph learning']],
  ['Databases', ['Transactions', 'Query processing', 'Indexes', 'Streams', 'Vector search']],
  ['Operating systems', ['Scheduling', 'Memory', 'Virtual machines', 'Kernels', 'Isolation']],
  ['Security', ['Enclaves', 'Fuzzing', 'Side channels', 'Privacy', 'Supply chains']],
  ['Distributed systems', ['Consensus', 'Replication', 'Serverless', 'Edge', 'Clocks']],
  ['Programming', ['Verification', 'Debugging', 'Testing', 'Languages']],
  ['Hardware', ['Accelerators', 'CXL', 'SmartNICs', 'Energy']],
]

export const VENUES = [
  'ATC',
  'OSDI',
  'SOSP',
  'NSDI',
  'FAST',
  'EuroSys',
  'ASPLOS',
  'VLDB',
  'SIGMOD',
  'MLSys',
  'CCS',
  'PLDI',
]
