const id=349;const ids=[349];const modules={61210:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{y:()=>defaultJobs});var node_os__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(48161);function defaultJobs(){return Math.min(4,(0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)())}}),14691:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{p:()=>runFacts});function runFacts(run,reason){const{repository,workflow,runUrl,commit,actor}=run;return{repository,workflow,runUrl,commit,actor,reason:reason??null}}}),56225:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{B:()=>withTimeLimit});var _errors_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(19473);var _runtime_format_js__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(14364);async function withTimeLimit(context,limitMs,body){const limit=new AbortController;const timer=setTimeout(()=>limit.abort(),limitMs);try{return await body({...context,signal:AbortSignal.any([context.signal,limit.signal])})}catch(error){if(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__.cc&&limit.signal.aborted&&!context.signal.aborted){throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__.v4("PBA-TOOL-TIMEOUT",`The run did not end within its time limit of ${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_1__.a3)(limitMs)}.`,{hint:"Raise `time-limit` if the database has grown; look for a stalled connection or a waiting lock otherwise."})}throw error}finally{clearTimeout(timer)}}}),22483:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{k:()=>parseProof});var _errors_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(19473);var _json_js__WEBPACK_IMPORTED_MODULE_2__=__webpack_require__(38672);var _keys_js__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(98430);const GRADES=["full","sampled","counts","schema"];function parseProof(text,key){const invalid=reason2=>new _errors_js__WEBPACK_IMPORTED_MODULE_0__.cs("PBA-MANIFEST-INVALID",`The evidence record ${key} cannot be used: ${reason2}.`,{hint:"Records are never edited. Move the damaged one away by hand and run the restore test again."});const parsed=(0,_json_js__WEBPACK_IMPORTED_MODULE_2__.qF)(text,invalid);const read=new _json_js__WEBPACK_IMPORTED_MODULE_2__.mP;const root=read.object(parsed,"the record");if(root["evidenceVersion"]!==1)throw invalid("its version is unknown");const tier=read.string(root["tier"],"tier");const record={set:read.string(root["set"],"set"),dumpSha256:read.string(root["dumpSha256"],"dumpSha256"),at:read.string(root["at"],"at"),proven:read.choice(root["verdict"],"verdict",["proven","failed"])==="proven",grade:read.choice(root["grade"],"grade",GRADES)};const rto=read.object(root["rto"],"rto");const achieved=rto["achievedSeconds"];const databaseBytes=read.integer(root["databaseBytes"],"databaseBytes");const time=typeof achieved==="number"&&achieved>0?{databaseBytes,seconds:achieved}:void 0;const control=read.boolean(root["negativeControl"],"negativeControl");if(!(0,_keys_js__WEBPACK_IMPORTED_MODULE_1__.zl)(tier))throw invalid("tier is unknown");if(read.problems.length>0)throw invalid(read.problems.join("; "));const{reason}=root;const why=!record.proven&&typeof reason==="string"?{reason}:{};return control?void 0:{...record,tier,time,...why}}}),2655:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{LT:()=>withoutForeignKeys,NT:()=>mergeSequences,QC:()=>displayName,g0:()=>rowsNotHeld});var _archive_contents_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(4219);function displayName(...path){return path.map(part=>/^[a-z_][a-z0-9_$]*$/.test(part)?part:`"${part.replaceAll('"','""')}"`).join(".")}function mergeSequences(before,after){const later=new Map(after.map(reading=>[displayName(reading.schema,reading.name),reading.state]));return before.map(({state,...sequence})=>({...sequence,before:state,after:later.get(displayName(sequence.schema,sequence.name))??state}))}function rowsNotHeld(table,reason){return{kind:`rows of ${table.kind}`,name:`${table.schema}.${table.name}`,reason}}function withoutForeignKeys(fingerprint,keys){if(keys.length===0)return fingerprint;const left=new Set(keys);const comments=new Set;const isLeft=({kind,name})=>{if(kind!=="foreign key")return false;const[schema="",table="",constraint=""]=(0,_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__.MW)(name);if(!left.has(`${schema} ${table} ${constraint}`))return false;comments.add(`table constraint ${displayName(constraint)} on ${displayName(schema,table)}`);return true};const gone=new Set(fingerprint.objects.filter(isLeft));return{...fingerprint,objects:fingerprint.objects.filter(object=>!gone.has(object)&&!(object.kind==="comment"&&comments.has(object.name))),notHeld:[...fingerprint.notHeld,...[...gone].map(({kind,name})=>({kind,name,reason:"the rows it points to are not in the backup"}))]}}}),54406:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{I:()=>matchesTable,e:()=>selectTables});var _errors_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(19473);function selectTables(tables,include,exclude,others){const names=new Map;const known=[...tables.flatMap(table=>[table,...table.parents]),...others.partitioned];for(const name of known)names.set(JSON.stringify([name.schema,name.name]),name);const matches=(pattern,among)=>[...among].some(name=>matchesTable(pattern,name));const unmatched=[...include.filter(pattern=>!matches(pattern,names.values())),...exclude.filter(pattern=>!matches(pattern,[...names.values(),...others.withoutRows]))];if(unmatched.length>0){throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__.yo("PBA-PG-NO-SUCH-TABLE",`No table matches ${unmatched.map(one=>JSON.stringify(one)).join(", ")}.`,{hint:"Write schema.table; * and ? stand for any characters; names are case-sensitive only inside double quotes."})}const hit=(table,patterns)=>patterns.some(pattern=>[table,...table.parents].some(name=>matchesTable(pattern,name)));const selected=tables.filter(table=>(include.length===0||hit(table,include))&&!hit(table,exclude));return{selected,left:tables.filter(table=>!selected.includes(table))}}function matchesTable(pattern,name){const parts=parsePattern(pattern);const table=parts.at(-1);if(table===void 0||parts.length>2)return false;const schema=parts.length===2?parts[0]:void 0;return table.test(name.name)&&(schema?.test(name.schema)??true)}function parsePattern(pattern){const parts=[""];let quoted=false;for(let index=0;index<pattern.length;index+=1){const char=pattern.charAt(index);if(char==='"'){if(quoted&&pattern.charAt(index+1)==='"'){parts.push(`${parts.pop()??""}"`);index+=1}else quoted=!quoted}else if(char==="."&&!quoted)parts.push("");else if(char==="*"&&!quoted)parts.push(`${parts.pop()??""}.*`);else if(char==="?"&&!quoted)parts.push(`${parts.pop()??""}.`);else parts.push(`${parts.pop()??""}${(quoted?char:char.toLowerCase()).replace(/[\\^$.*+?()[\]{}|/-]/g,"\\$&")}`)}return parts.map(part=>new RegExp(`^${part}$`,"s"))}}),52494:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{$o:()=>resolveCompression,Q4:()=>dumpTablespaces,i8:()=>dumpRoles,m3:()=>dumpDatabase});var node_fs__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(73024);var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(51455);var node_path__WEBPACK_IMPORTED_MODULE_2__=__webpack_require__(76760);var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__=__webpack_require__(46466);var _errors_js__WEBPACK_IMPORTED_MODULE_4__=__webpack_require__(19473);var _process_js__WEBPACK_IMPORTED_MODULE_5__=__webpack_require__(44677);var _client_js__WEBPACK_IMPORTED_MODULE_6__=__webpack_require__(5599);var _connection_js__WEBPACK_IMPORTED_MODULE_7__=__webpack_require__(92992);var _quote_js__WEBPACK_IMPORTED_MODULE_9__=__webpack_require__(71502);var _stderr_js__WEBPACK_IMPORTED_MODULE_8__=__webpack_require__(79708);function resolveCompression(wanted,clientMajor){const modern=clientMajor>=16;if(wanted==="auto")return modern?"zstd:3":"gzip:1";if(wanted==="none")return"none";const found=/^(gzip|zstd|lz4):(\d{1,2})$/.exec(wanted);const level=Number(found?.[2]);const limit={gzip:9,zstd:22,lz4:12}[found?.[1]];if(found===null||limit===void 0||level<1||level>limit){throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__.yo("PBA-INPUT",`compression ${JSON.stringify(wanted)} is not known.`,{hint:"Use auto, none, gzip:1 to gzip:9, zstd:1 to zstd:22 or lz4:1 to lz4:12."})}if(!modern&&found[1]!=="gzip"){throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__.yo("PBA-INPUT",`pg_dump ${clientMajor} cannot write ${found[1]}; that came with 16.`,{hint:"Use gzip:1, or install a newer client: a newer pg_dump reads older servers."})}return wanted}async function dumpDatabase(client,options){const args=[`--format=${options.format}`,...client.container===void 0?[`--file=${options.path}`]:[],`--snapshot=${options.snapshotId}`,`--lock-wait-timeout=${options.lockTimeoutMs}`,"--no-password","--no-sync","--verbose",...(0,_connection_js__WEBPACK_IMPORTED_MODULE_7__.WW)(client.env)];if(options.format!=="plain")args.push(`--compress=${compressArgument(options.compression,client.installation.major)}`);if(options.format==="directory")args.push(`--jobs=${options.jobs}`);if(options.content==="schema")args.push("--schema-only");if(options.content==="data")args.push("--data-only");for(const table of options.withoutRowsOf){args.push(`--exclude-table-data=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_9__.C)(table.schema,table.name)}`)}const command=(0,_client_js__WEBPACK_IMPORTED_MODULE_6__.Nl)(client,"pg_dump",args,"lifeline");const running=await(0,_process_js__WEBPACK_IMPORTED_MODULE_5__.kp)(command.file,command.args,{env:command.env,signal:client.signal,ownGroup:true,onStderrLine:line=>{if(line.startsWith("pg_dump: dumping contents of table "))options.onTable()}});const explain=exit=>(0,_stderr_js__WEBPACK_IMPORTED_MODULE_8__.f)(exit,client.env);if(client.container===void 0){running.stdin.end();running.stdout.resume()}else{const file=(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(options.path,{flags:"wx",mode:384});const problem=await(0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(running.stdout,file).catch(error=>running.stop().then(()=>error));if(problem!==void 0&&!client.signal.aborted)throw problem}await(0,_process_js__WEBPACK_IMPORTED_MODULE_5__.lb)(running,client.signal,explain);await assertWritten(options)}async function assertWritten({path,format}){const file=format==="directory"?(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path,"toc.dat"):path;const size=await(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).then(info=>info.size,error=>{if((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.xU)(error)!=="ENOENT")throw error;return 0});if(size>0)return;throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__.v4("PBA-TOOL-FAILED","pg_dump ended with exit code 0, but it wrote no dump.",{hint:"Run it by hand. Look for a script of the same name on PATH, and for a job that cleans the temporary directory."})}function compressArgument(compression,major){if(major>=16)return compression==="none"?"none":compression;return compression==="none"?"0":compression.slice("gzip:".length)}async function dumpRoles(client){return dumpGlobals(client,"--roles-only")}async function dumpTablespaces(client){return dumpGlobals(client,"--tablespaces-only")}async function dumpGlobals(client,what){if(client.signal.aborted)throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__.cc;const database=client.env["PGDATABASE"]??"postgres";const args=[what,"--no-role-passwords","--no-password",`--database=${conninfoDatabase(database)}`];const PGOPTIONS=`${_connection_js__WEBPACK_IMPORTED_MODULE_7__.a7} -c DateStyle=ISO -c TimeZone=UTC`;const command=(0,_client_js__WEBPACK_IMPORTED_MODULE_6__.Nl)(client,"pg_dumpall",args,"input",{PGOPTIONS});return(0,_process_js__WEBPACK_IMPORTED_MODULE_5__.le)(command.file,command.args,{env:command.env,signal:client.signal,timeoutMs:3e5,maxOutput:256*1024*1024,explain:exit=>(0,_stderr_js__WEBPACK_IMPORTED_MODULE_8__.f)(exit,client.env)})}function conninfoDatabase(name){return`dbname='${name.replace(/[\\']/g,char=>`\\${char}`)}'`}}),98357:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{HW:()=>readExtensions,TX:()=>readServerFacts,V7:()=>readMigration,w_:()=>bookkeepingTables});var _quote_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(71502);async function readServerFacts(session){const{num}=await session.row(`select current_setting('server_version_num') as num`);const versionNum=Number(num);const provider=versionNum>=15e4?`case d.datlocprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end`:`'libc'`;const locale=versionNum>=17e4?"d.datlocale":versionNum>=15e4?"d.daticulocale":"null::text";const collationVersion=versionNum>=15e4?"d.datcollversion":"null::text";return session.row(`
    select split_part(current_setting('server_version'), ' ', 1) as "version",
           ${versionNum} as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           pg_catalog.pg_encoding_to_char(d.encoding) as "encoding",
           ${provider} as "localeProvider",
           d.datcollate as "collate", d.datctype as "ctype",
           ${locale} as "locale", ${collationVersion} as "collationVersion",
           pg_catalog.pg_get_userbyid(d.datdba) as "databaseOwner",
           pg_catalog.pg_get_userbyid(10) as "bootstrapRole",
           pg_catalog.pg_database_size(d.oid) as "databaseBytes",
           current_setting('data_checksums') = 'on' as "dataChecksums"
      from pg_catalog.pg_database d where d.datname = current_database()`)}async function readExtensions(session){return session.rows(`
    select e.extname as name, e.extversion as version, n.nspname as schema
      from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
     order by e.extname collate "C"`)}const MIGRATION_TABLES=[{tool:"Flyway",table:"flyway_schema_history",columns:["installed_rank","version","success"],version:`version || case when success then '' else ' (failed)' end`,order:"installed_rank desc"},{tool:"Liquibase",table:"databasechangelog",columns:["id","author","orderexecuted"],version:`author || ':' || id`,order:"orderexecuted desc"},{tool:"Prisma",table:"_prisma_migrations",columns:["migration_name","finished_at"],version:"migration_name",order:"finished_at desc nulls last"},{tool:"Sequelize",table:"SequelizeMeta",columns:["name"],version:"name",order:'name collate "C" desc'},{tool:"Knex",table:"knex_migrations",columns:["id","name","batch"],version:"name",order:"id desc"},{tool:"Rails",table:"schema_migrations",columns:["version"],version:"version::text",order:"version desc"},{tool:"Django",table:"django_migrations",columns:["id","app","name"],version:`app || '.' || name`,order:"id desc"},{tool:"Alembic",table:"alembic_version",columns:["version_num"],version:"version_num",order:"version_num"},{tool:"TypeORM",table:"migrations",columns:["id","timestamp","name"],version:"name",order:"id desc"}];const GOLANG_MIGRATE={tool:"golang-migrate",table:"schema_migrations",columns:["version","dirty"],version:`version::text || case when dirty then ' (dirty)' else '' end`,order:"version desc"};const bookkeepingTables=new Set([...MIGRATION_TABLES.map(({table})=>table),"databasechangeloglock","knex_migrations_lock","ar_internal_metadata","typeorm_metadata"]);async function readMigration(session){const tables=await session.rows(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text) as columns
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
       and c.relname in (${[...MIGRATION_TABLES].map(one=>`'${one.table}'`).join(", ")})
     group by 1, 2 order by n.nspname <> 'public', n.nspname, c.relname`);for(const known of[GOLANG_MIGRATE,...MIGRATION_TABLES]){const table=tables.find(one=>one.name===known.table&&known.columns.every(column=>one.columns.includes(column)));if(!table)continue;const[newest]=await session.rows(`select ${known.version} as version from ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__.C)(table.schema,table.name)} order by ${known.order} limit 1`);if(newest)return{tool:known.tool,version:newest.version??"none"}}return null}}),57604:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{m:()=>readDefinedObjects,_:()=>readSchemaObjects});var external_node_crypto_=__webpack_require__(77598);var pinned=__webpack_require__(62414);var family=__webpack_require__(47954);;const table=(0,family.KT)("n.nspname","c.relname");const MEMBER=(0,family.i_)("pg_class","c.oid");const views={name:"views",expressions:true,select:`
select case c.relkind when 'v' then 'view' else 'materialized view' end as kind, ${table} as name,
  ${(0,family.OA)({options:(0,family.fF)("c.reloptions"),"toast options":family.vR,"access method":"(select am.amname from pg_am am where am.oid = c.relam)",query:"pg_get_viewdef(c.oid)"})} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
where c.relkind in ('v', 'm') and c.relpersistence <> 't' and ${(0,family.vJ)()} and ${MEMBER}`};const rules={name:"rules",expressions:true,select:`
select 'rule' as kind, ${table} || '.' || ${(0,family.KT)("r.rulename")} as name,
  ${(0,family.OA)({definition:"pg_get_ruledef(r.oid)",enabled:"r.ev_enabled"})} as definition
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and c.relpersistence <> 't' and ${(0,family.vJ)()} and ${MEMBER}
  and ${(0,family.i_)("pg_rewrite","r.oid")}`};const triggers={name:"triggers",expressions:true,select:`
select 'trigger' as kind, ${table} || '.' || ${(0,family.KT)("t.tgname")} as name,
  ${(0,family.OA)({definition:(0,family.z7)("t.tgparentid = 0","pg_get_triggerdef(t.oid)"),enabled:"t.tgenabled"})} as definition
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_trigger p on p.oid = t.tgparentid
left join pg_constraint k on k.oid = t.tgconstraint and k.contype = 'f'
where k.oid is null and (t.tgparentid = 0 and not t.tgisinternal or t.tgenabled <> p.tgenabled)
  and c.relpersistence <> 't' and ${(0,family.vJ)()} and ${MEMBER} and ${(0,family.i_)("pg_trigger","t.oid")}`};const roles=`(select string_agg(x.name, ', ' order by x.name collate "C") from (
    select distinct case r when 0 then 'PUBLIC' else pg_get_userbyid(r)::text end as name from unnest(p.polroles) r) x)`;const policies={name:"policies",expressions:true,select:`
select 'policy' as kind, ${table} || '.' || ${(0,family.KT)("p.polname")} as name,
  ${(0,family.OA)({command:"p.polcmd",permissive:"p.polpermissive",roles,using:"pg_get_expr(p.polqual, p.polrelid)",check:"pg_get_expr(p.polwithcheck, p.polrelid)"})} as definition
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
where c.relpersistence <> 't' and ${(0,family.vJ)()}`};const eventTriggers={name:"event triggers",select:`
select 'event trigger' as kind, ${(0,family.KT)("e.evtname")} as name,
  ${(0,family.OA)({event:"e.evtevent",function:"e.evtfoid::regprocedure",enabled:"e.evtenabled",tags:(0,family.fF)("e.evttags")})} as definition
from pg_event_trigger e
where ${(0,family.i_)("pg_event_trigger","e.oid")}`};const BEHAVIOUR_FAMILIES=[views,rules,triggers,policies,eventTriggers];;function canonicalExpression(text){const tree=parse(text);return tree===void 0?text:write(rewrite(tree))}const CANONICAL_PATTERN=String.raw`\m(AND|OR|ARRAY|AS)\M`;const TOKENS=/'(?:[^']|'')*'|"(?:[^"]|"")*"|::|[()[\],:]|[^\s'"()[\],:]+/g;const CLOSES={"(":")","[":"]"};function parse(text){const stack=[];let items=[];const outermost=items;for(const[token]of text.matchAll(TOKENS)){if(token==="("||token==="["){const group={open:token,items:[]};items.push(group);stack.push({open:token,items});items=group.items}else if(token===")"||token==="]"){const outer=stack.pop();if(outer===void 0||CLOSES[outer.open]!==token)return void 0;items=outer.items}else items.push(token)}return stack.length===0?outermost:void 0}function write(items){return items.map(item=>typeof item==="string"?item:`${item.open} ${write(item.items)} ${CLOSES[item.open]}`).join(" ")}function rewrite(items){const inner=items.map(item=>typeof item==="string"?item:rewriteGroup(item));return pushArrayCastsDown(withoutCastLabels(inner))}const LABELS=/^"?(int[248]|float[48]|bool|varchar|bpchar|bit|varbit|timestamp|timestamptz|time|timetz)"?$/;function withoutCastLabels(items){const result=[];for(let at=0;at<items.length;at++){const label=items[at+1];if(items[at]==="AS"&&typeof label==="string"&&isCastLabel(items,at,label))at++;else result.push(items[at])}return result}function isCastLabel(items,at,label){const from=items.lastIndexOf("::",at);if(from<0||at-from>6)return false;const type=items.slice(from+1,at).filter(item=>typeof item==="string");const last=type.at(-1)??"";const name=last.slice(last.lastIndexOf(".")+1);return label.replaceAll('"',"")===name.replaceAll('"',"")||LABELS.test(label)}function rewriteGroup(group){const items=rewrite(group.items);const operator=group.open==="("?chainOperator(items):void 0;return{open:group.open,items:operator===void 0?items:flatten(items,operator)}}function chainOperator(items){const and=items.includes("AND");const or=items.includes("OR");if(and===or)return void 0;return and?"AND":"OR"}function flatten(items,operator){return split(items,operator).flatMap((operand,index)=>{const[only,...others]=operand;const nested=others.length===0&&typeof only==="object"&&only.open==="("&&chainOperator(only.items)===operator;return[...index===0?[]:[operator],...nested?only.items:operand]})}function split(items,separator){const parts=[[]];for(const item of items){if(item===separator)parts.push([]);else parts.at(-1)?.push(item)}return parts}function pushArrayCastsDown(items){const result=[];for(let at=0;at<items.length;at++){const item=items[at];const list=typeof item==="object"&&item.open==="("?arrayList(item.items):void 0;const type=list===void 0||items[at+1]!=="::"?void 0:arrayType(items,at+2);if(list===void 0||type===void 0)result.push(item);else{result.push("ARRAY",castElements(list,type));at+=2+type.length}}return result}function arrayList(items){const[word,list,...others]=items;const only=word==="ARRAY"&&typeof list==="object"&&list.open==="["&&others.length===0;return only&&list.items.length>0?list:void 0}function castElements(list,type){const items=split(list.items,",").flatMap((element,index)=>{const inner=arrayList(element);const cast=inner===void 0?[{open:"(",items:element},"::",...type]:["ARRAY",castElements(inner,type)];return index===0?cast:[",",...cast]});return{open:"[",items}}function arrayType(items,from){for(let at=from;at<items.length;at++){const item=items[at];if(typeof item==="object"&&item.open==="["){return item.items.length===0&&at>from?items.slice(from,at):void 0}if(item===","||item==="::"||item==="AND"||item==="OR")return void 0}return void 0};const HELD=`d.objoid >= 16384 and d.classoid <> 'pg_extension'::regclass
  and coalesce(i.schema, '') !~ '^pg_' and i.identity !~ ' on pg_temp[_0-9]*[.]'
  and not exists (select from pg_depend m where m.classid = d.classoid and m.objid = d.objoid and m.deptype = 'e')`;const comments={name:"comments",select:`
select 'comment' as kind, i.type || ' ' || i.identity as name, d.description as definition
from pg_description d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
where ${HELD}
union all
select 'comment', 'schema public', coalesce(obj_description(n.oid, 'pg_namespace'), '')
from pg_namespace n
where n.nspname = 'public' and coalesce(obj_description(n.oid, 'pg_namespace'), '') <> 'standard public schema'`};const COMMENT_FAMILIES=[comments];;const constraints_table=(0,family.KT)("n.nspname","c.relname");const constraints_HELD=`c.relpersistence <> 't' and ${(0,family.vJ)()} and ${(0,family.i_)("pg_class","c.oid")}`;const constraints={name:"constraints",expressions:true,select:`
select 'constraint' as kind, ${constraints_table} || '.' || ${(0,family.KT)("k.conname")} as name,
  case when k.contype = 'c' and k.coninhcount > 0 then regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')
    else pg_get_constraintdef(k.oid) end as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype in ('c', 'p', 'u', 'x') and ${constraints_HELD}`};const foreignKeys={name:"foreign keys",select:`
select 'foreign key' as kind, ${constraints_table} || '.' || ${(0,family.KT)("k.conname")} as name,
  pg_get_constraintdef(k.oid) as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'f' and k.conparentid = 0 and ${constraints_HELD}`};const indexes={name:"indexes",expressions:true,select:`
select 'index' as kind, ${(0,family.KT)("n.nspname","ic.relname")} as name,
  ${(0,family.OA)({definition:"pg_get_indexdef(i.indexrelid)",clustered:(0,family.z7)("i.indisclustered",`'yes'`),"replica identity":(0,family.z7)("i.indisreplident",`'yes'`),"part of":`(select ${(0,family.KT)("pn.nspname","p.relname")} from pg_inherits h join pg_class p on p.oid = h.inhparent
      join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = i.indexrelid)`,statistics:`(select string_agg(a.attnum || '=' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = i.indexrelid and a.attstattarget >= 0)`})} as definition
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = ic.relnamespace
where (i.indisvalid or c.relkind = 'p') and i.indisready and ${constraints_HELD}`};const statistics={name:"extended statistics",expressions:true,select:`
select 'statistics' as kind, ${(0,family.KT)("n.nspname","s.stxname")} as name,
  ${(0,family.OA)({definition:"pg_get_statisticsobjdef(s.oid)",target:"nullif(s.stxstattarget, -1)"})} as definition
from pg_statistic_ext s
join pg_namespace n on n.oid = s.stxnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_statistic_ext","s.oid")}`};const domainConstraints={name:"domain constraints",expressions:true,select:`
select 'domain constraint' as kind, ${(0,family.KT)("n.nspname","t.typname")} || '.' || ${(0,family.KT)("k.conname")} as name,
  pg_get_constraintdef(k.oid) as definition
from pg_constraint k
join pg_type t on t.oid = k.contypid
join pg_namespace n on n.oid = t.typnamespace
where k.contype = 'c' and ${(0,family.vJ)()} and ${(0,family.i_)("pg_type","t.oid")}`};const domains={name:"domains",expressions:true,select:`
select 'domain' as kind, ${(0,family.KT)("n.nspname","t.typname")} as name,
  ${(0,family.OA)({type:"format_type(t.typbasetype, t.typtypmod)",collation:(0,family.z7)("t.typcollation <> b.typcollation",(0,family.qw)("t.typcollation")),"not null":(0,family.z7)("t.typnotnull",`'yes'`),default:`pg_get_expr(t.typdefaultbin, 'pg_type'::regclass)`})} as definition
from pg_type t
join pg_type b on b.oid = t.typbasetype
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and ${(0,family.vJ)()} and ${(0,family.i_)("pg_type","t.oid")}`};const CONSTRAINT_FAMILIES=[constraints,foreignKeys,indexes,statistics,domainConstraints,domains];;function properties(server){const provider=server.version<15e4?`'c'`:"d.datlocprovider";const locale=server.version<15e4?"null":server.version<17e4?"d.daticulocale":"d.datlocale";const rules2=server.version<16e4?"null":"d.daticurules";return{name:"database",shows:true,select:`
select 'database' as kind, p.name, p.value as definition, p.value as shown
from pg_database d
cross join lateral (values
  ('encoding', pg_encoding_to_char(d.encoding)::text),
  ('collation', d.datcollate::text),
  ('character type', d.datctype::text),
  ('locale provider', ${provider}::text),
  ('locale', ${locale}::text),
  ('locale rules', ${rules2}::text),
  ('owner', pg_get_userbyid(d.datdba)::text),
  ('connection limit', nullif(d.datconnlimit, -1)::text),
  ('comment', shobj_description(d.oid, 'pg_database'))) p (name, value)
where d.datname = current_database() and p.value is not null`}}const settings={name:"database settings",select:`
select 'database setting' as kind,
  split_part(x, '=', 1) || coalesce(' for role ' || ${(0,family.KT)("r.rolname")}, '') as name,
  ${(0,family.Pe)("x")} as definition
from pg_db_role_setting s
join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
left join pg_roles r on r.oid = s.setrole
cross join lateral unnest(s.setconfig) x`};const schemas={name:"schemas",select:`
select 'schema' as kind, ${(0,family.KT)("n.nspname")} as name, '' as definition
from pg_namespace n
where n.nspname <> 'public' and ${(0,family.vJ)()} and ${(0,family.i_)("pg_namespace","n.oid")}`};const extensions={name:"extensions",shows:true,select:`
select e.kind, ${(0,family.KT)("x.extname")} as name, e.value as definition, e.value as shown
from pg_extension x
join pg_namespace n on n.oid = x.extnamespace
cross join lateral (values
  ('extension', 'in schema ' || ${(0,family.KT)("n.nspname")}),
  ('extension version', x.extversion)) e (kind, value)
where x.extname <> 'plpgsql'`};const extensionDependencies={name:"extension dependencies",select:`
select 'extension dependency' as kind, i.type || ' ' || i.identity || ' on ' || ${(0,family.KT)("x.extname")} as name,
  '' as definition
from pg_depend d
join pg_extension x on x.oid = d.refobjid
cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) i
where d.deptype = 'x' and d.refclassid = 'pg_extension'::regclass`};function collationVersions(server){const database=server.version<15e4?"":`union all select 'database default', d.datcollversion from pg_database d where d.datname = current_database()`;return{name:"collation versions",shows:true,select:`
select 'collation version' as kind, v.name, v.value as definition, v.value as shown
from (
  select ${(0,family.KT)("n.nspname","c.collname")} as name, c.collversion as value
  from pg_collation c join pg_namespace n on n.oid = c.collnamespace
  where ${(0,family.vJ)()} and ${(0,family.i_)("pg_collation","c.oid")}
  ${database}) v
where v.value is not null`}}const wrappers={name:"foreign data",select:`
select 'foreign data wrapper' as kind, ${(0,family.KT)("w.fdwname")} as name,
  ${(0,family.OA)({handler:(0,family.z7)("w.fdwhandler <> 0","w.fdwhandler::regproc"),validator:(0,family.z7)("w.fdwvalidator <> 0","w.fdwvalidator::regproc"),options:(0,family.fF)("w.fdwoptions")})} as definition
from pg_foreign_data_wrapper w
where ${(0,family.i_)("pg_foreign_data_wrapper","w.oid")}
union all
select 'foreign server', ${(0,family.KT)("s.srvname")},
  ${(0,family.OA)({wrapper:(0,family.KT)("w.fdwname"),type:"s.srvtype",version:"s.srvversion",options:(0,family.fF)("s.srvoptions")})}
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
where ${(0,family.i_)("pg_foreign_server","s.oid")}
union all
select 'user mapping', ${(0,family.KT)("m.usename")} || ' on ' || ${(0,family.KT)("m.srvname")}, ''
from pg_user_mappings m`};function databaseFamilies(server){return[properties(server),settings,schemas,extensions,extensionDependencies,collationVersions(server),wrappers]};const operatorName=`${(0,family.KT)("n.nspname")} || '.' || o.oprname || '('
  || case o.oprleft when 0 then 'none' else format_type(o.oprleft, null) end || ', '
  || case o.oprright when 0 then 'none' else format_type(o.oprright, null) end || ')'`;const operators={name:"operators",select:`
select 'operator' as kind, ${operatorName} as name,
  ${(0,family.OA)({function:"o.oprcode::regprocedure",commutator:(0,family.z7)("o.oprcom <> 0","o.oprcom::regoperator"),negator:(0,family.z7)("o.oprnegate <> 0","o.oprnegate::regoperator"),restriction:(0,family.z7)("o.oprrest <> 0","o.oprrest::regproc"),join:(0,family.z7)("o.oprjoin <> 0","o.oprjoin::regproc"),merges:"o.oprcanmerge",hashes:"o.oprcanhash"})} as definition
from pg_operator o
join pg_namespace n on n.oid = o.oprnamespace
where o.oprcode <> 0 and ${(0,family.vJ)()} and ${(0,family.i_)("pg_operator","o.oid")}`};const families={name:"operator families",select:`
select 'operator family' as kind, ${(0,family.KT)("n.nspname","f.opfname")} || ' using ' || ${(0,family.KT)("am.amname")} as name,
  concat_ws(E'\\n',
    (select string_agg(concat_ws(' ', m.amopstrategy, m.amopopr::regoperator, m.amoppurpose,
        (select ${(0,family.KT)("sn.nspname","s.opfname")} from pg_opfamily s join pg_namespace sn on sn.oid = s.opfnamespace
          where s.oid = m.amopsortfamily)), ', '
        order by format_type(m.amoplefttype, null) collate "C", format_type(m.amoprighttype, null) collate "C",
          m.amopstrategy, m.amopopr::regoperator::text collate "C")
      from pg_amop m where m.amopfamily = f.oid),
    (select string_agg(concat_ws(' ', m.amprocnum, format_type(m.amproclefttype, null),
        format_type(m.amprocrighttype, null), m.amproc::regprocedure), ', '
        order by m.amprocnum, format_type(m.amproclefttype, null) collate "C",
          format_type(m.amprocrighttype, null) collate "C")
      from pg_amproc m where m.amprocfamily = f.oid)) as definition
from pg_opfamily f
join pg_am am on am.oid = f.opfmethod
join pg_namespace n on n.oid = f.opfnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_opfamily","f.oid")}`};const classes={name:"operator classes",select:`
select 'operator class' as kind, ${(0,family.KT)("n.nspname","c.opcname")} || ' using ' || ${(0,family.KT)("am.amname")} as name,
  ${(0,family.OA)({family:(0,family.KT)("fn.nspname","f.opfname"),type:"format_type(c.opcintype, null)",default:"c.opcdefault",storage:(0,family.z7)("c.opckeytype <> 0","format_type(c.opckeytype, null)")})} as definition
from pg_opclass c
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace fn on fn.oid = f.opfnamespace
join pg_am am on am.oid = c.opcmethod
join pg_namespace n on n.oid = c.opcnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_opclass","c.oid")}`};const accessMethods={name:"access methods",select:`
select 'access method' as kind, ${(0,family.KT)("a.amname")} as name,
  ${(0,family.OA)({type:"a.amtype",handler:"a.amhandler::regproc"})} as definition
from pg_am a
where a.oid >= 16384 and ${(0,family.i_)("pg_am","a.oid")}`};const OPERATOR_FAMILIES=[operators,families,classes,accessMethods];;const routineName=`${(0,family.KT)("n.nspname","p.proname")} || '(' || coalesce((
  select string_agg(format_type(a.type, null), ', ' order by a.at)
  from unnest(p.proargtypes) with ordinality a (type, at)), '') || ')'`;const routines_HELD=`${(0,family.vJ)()} and ${(0,family.i_)("pg_proc","p.oid")}
  and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')`;function functions(server){return{name:"functions",expressions:true,select:`
select case p.prokind when 'p' then 'procedure' else 'function' end as kind, ${routineName} as name,
  ${(0,family.OA)({arguments:"pg_get_function_arguments(p.oid)",returns:"pg_get_function_result(p.oid)",language:"l.lanname",kind:"p.prokind",volatility:"p.provolatile",parallel:"p.proparallel",strict:"p.proisstrict","security definer":"p.prosecdef",leakproof:"p.proleakproof",cost:"p.procost",rows:"p.prorows",support:(0,family.z7)("p.prosupport <> 0","p.prosupport::regproc"),transforms:`(select string_agg(format_type(x.type, null), ', ' order by x.at)
      from unnest(p.protrftypes) with ordinality x (type, at))`,settings:`(select string_agg(${(0,family.Pe)("x.value")}, ', ' order by x.at)
      from unnest(p.proconfig) with ordinality x (value, at))`,library:"p.probin",source:`encode(sha256(convert_to(p.prosrc, '${server.digestEncoding}')), 'hex')`,body:server.version<14e4?"null":"pg_get_function_sqlbody(p.oid)"})} as definition
from pg_proc p
join pg_language l on l.oid = p.prolang
join pg_namespace n on n.oid = p.pronamespace
where p.prokind <> 'a' and ${routines_HELD}`}}const reference=oid=>(0,family.z7)(`${oid} <> 0`,`${oid}::regprocedure`);const aggregates={name:"aggregates",select:`
select 'aggregate' as kind, ${routineName} as name,
  ${(0,family.OA)({arguments:"pg_get_function_arguments(p.oid)",kind:"g.aggkind",direct:"g.aggnumdirectargs",transition:reference("g.aggtransfn"),final:reference("g.aggfinalfn"),combine:reference("g.aggcombinefn"),serialize:reference("g.aggserialfn"),deserialize:reference("g.aggdeserialfn"),"moving transition":reference("g.aggmtransfn"),"moving inverse":reference("g.aggminvtransfn"),"moving final":reference("g.aggmfinalfn"),"final extra":"g.aggfinalextra","moving final extra":"g.aggmfinalextra","final modify":"g.aggfinalmodify","moving final modify":"g.aggmfinalmodify",sort:(0,family.z7)("g.aggsortop <> 0","g.aggsortop::regoperator"),state:"format_type(g.aggtranstype, null)","state size":"g.aggtransspace","moving state":(0,family.z7)("g.aggmtranstype <> 0","format_type(g.aggmtranstype, null)"),"moving state size":"g.aggmtransspace",initial:"g.agginitval","moving initial":"g.aggminitval",parallel:"p.proparallel"})} as definition
from pg_aggregate g
join pg_proc p on p.oid = g.aggfnoid
join pg_namespace n on n.oid = p.pronamespace
where ${routines_HELD}`};const languages={name:"languages",select:`
select 'language' as kind, ${(0,family.KT)("l.lanname")} as name,
  ${(0,family.OA)({trusted:"l.lanpltrusted",handler:reference("l.lanplcallfoid"),inline:reference("l.laninline"),validator:reference("l.lanvalidator")})} as definition
from pg_language l
where l.lanispl and ${(0,family.i_)("pg_language","l.oid")}`};function routineFamilies(server){return[functions(server),aggregates,languages]};const CATALOGS=[{catalog:"pg_class",alias:"c",what:`case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
      when 'f' then 'foreign table' else 'table' end`,name:(0,family.KT)("n.nspname","c.relname"),owner:"c.relowner",acl:{column:"c.relacl",letter:`case c.relkind when 'S' then 's' else 'r' end::"char"`},inSchema:"c.relnamespace",condition:`c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'`},{catalog:"pg_namespace",alias:"n",what:`'schema'`,name:(0,family.KT)("n.nspname"),owner:"n.nspowner",acl:{column:"n.nspacl",letter:`'n'`}},{catalog:"pg_type",alias:"t",what:`case t.typtype when 'd' then 'domain' else 'type' end`,name:(0,family.KT)("n.nspname","t.typname"),owner:"t.typowner",acl:{column:"t.typacl",letter:`'T'`},inSchema:"t.typnamespace",condition:`t.typtype <> 'm' and not exists (select from pg_type e where e.typarray = t.oid)
      and (t.typrelid = 0 or exists (select from pg_class x where x.oid = t.typrelid and x.relkind = 'c'))`},{catalog:"pg_proc",alias:"p",what:`case p.prokind when 'a' then 'aggregate' when 'p' then 'procedure' else 'function' end`,name:routineName,owner:"p.proowner",acl:{column:"p.proacl",letter:`'f'`},inSchema:"p.pronamespace",condition:`not exists (select from pg_depend i
      where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')`},{catalog:"pg_language",alias:"l",what:`'language'`,name:(0,family.KT)("l.lanname"),owner:"l.lanowner",acl:{column:"l.lanacl",letter:`'l'`}},{catalog:"pg_foreign_data_wrapper",alias:"w",what:`'foreign data wrapper'`,name:(0,family.KT)("w.fdwname"),owner:"w.fdwowner",acl:{column:"w.fdwacl",letter:`'F'`}},{catalog:"pg_foreign_server",alias:"s",what:`'foreign server'`,name:(0,family.KT)("s.srvname"),owner:"s.srvowner",acl:{column:"s.srvacl",letter:`'S'`}},{catalog:"pg_operator",alias:"o",what:`'operator'`,name:operatorName,owner:"o.oprowner",inSchema:"o.oprnamespace",condition:"o.oprcode <> 0"},{catalog:"pg_opfamily",alias:"o",what:`'operator family'`,name:`${(0,family.KT)("n.nspname","o.opfname")} || ' using ' || (select ${(0,family.KT)("amname")} from pg_am where oid = opfmethod)`,owner:"o.opfowner",inSchema:"o.opfnamespace"},{catalog:"pg_opclass",alias:"o",what:`'operator class'`,name:`${(0,family.KT)("n.nspname","o.opcname")} || ' using ' || (select ${(0,family.KT)("amname")} from pg_am where oid = opcmethod)`,owner:"o.opcowner",inSchema:"o.opcnamespace"},...[["pg_collation","coll","collation",true],["pg_conversion","con","conversion",true],["pg_ts_dict","dict","text search dictionary",true],["pg_ts_config","cfg","text search configuration",true],["pg_statistic_ext","stx","statistics",true],["pg_event_trigger","evt","event trigger",false],["pg_publication","pub","publication",false]].map(([catalog,prefix,what,schema])=>({catalog,alias:"x",what:`'${what}'`,name:schema?(0,family.KT)("n.nspname",`x.${prefix}name`):(0,family.KT)(`x.${prefix}name`),owner:`x.${prefix}owner`,...schema?{inSchema:`x.${prefix}namespace`}:{}}))];function owned_select(entry,which){const oid=`${entry.alias}.oid`;const schema=entry.alias==="n"||entry.inSchema!==void 0;return`
select '${entry.catalog}'::regclass::oid as classid, ${oid} as objid, ${entry.what} as what, ${entry.name} as name,
  ${entry.owner} as owner, ${entry.acl?.column??"null::aclitem[]"} as acl,
  ${entry.acl?.letter??"null"}::"char" as letter, ${schema?"n.nspname":"null::name"} as schema
from ${entry.catalog} ${entry.alias}
${entry.inSchema===void 0?"":`join pg_namespace n on n.oid = ${entry.inSchema}`}
where ${entry.condition??"true"} and ${which}`}function ownedObjects(){return CATALOGS.map(entry=>{const schema=entry.alias==="n"||entry.inSchema!==void 0;const user=schema?`n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`:`${entry.alias}.oid >= 16384`;return owned_select(entry,`${user} and ${(0,family.i_)(entry.catalog,`${entry.alias}.oid`)}`)}).join("\nunion all")}function grantedAtBirth(){return CATALOGS.flatMap(entry=>{if(entry.acl===void 0)return[];const oid=`${entry.alias}.oid`;const birth=`exists (select from pg_init_privs b where b.classoid = '${entry.catalog}'::regclass and b.objoid = ${oid})`;const schema=entry.alias==="n"||entry.inSchema!==void 0;const system=schema?`n.nspname = 'pg_catalog'`:`${oid} < 16384`;const isPublic=entry.alias==="n"?`n.nspname = 'public'`:"false";const member=`not ${(0,family.i_)(entry.catalog,oid)}`;const outside=schema?`n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)'`:"true";return[owned_select(entry,`(${entry.acl.column} is not null or ${birth}) and (${system} or ${isPublic} or ${member}) and ${outside}`)]}).join("\nunion all")};const role=oid=>`case ${oid} when 0 then 'PUBLIC' else ${(0,family.KT)(`pg_get_userbyid(${oid})`)} end`;const exploded=acl=>`select a.grantee, a.privilege_type || case when a.is_grantable then '*' else '' end as privilege
     from aclexplode(${acl}) a`;function deviations(kind,from,but="false"){return`
select '${kind}' as kind, g.name, g.definition, g.definition as shown
from (
  select o.what || ' ' || o.name || ' to ' || ${role("d.grantee")} as name,
    string_agg(d.change, ', ' order by d.change collate "C") as definition
  from (${from}) o
  cross join lateral (
    (select m.grantee, '+' || m.privilege as change from (${exploded("o.acl")} except ${exploded("o.base")}) m)
    union all
    (select l.grantee, '-' || l.privilege from (${exploded("o.base")} except ${exploded("o.acl")}) l)) d
  where not (${but})
  group by o.what, o.name, d.grantee) g`}const grants={name:"grants",shows:true,select:deviations("grant",`select u.*, acldefault(u.letter, u.owner) as base from (${ownedObjects()}) u
     where u.acl is not null and not (u.what = 'schema' and u.name = 'public')`)};const systemGrants={name:"grants on members of extensions and system objects",shows:true,select:deviations("grant",`select u.what, u.name, u.owner, coalesce(u.acl, acldefault(u.letter, u.owner)) as acl,
       coalesce(b.initprivs, acldefault(u.letter, u.owner)) as base
     from (${grantedAtBirth()}) u
     left join pg_init_privs b on b.classoid = u.classid and b.objoid = u.objid and b.objsubid = 0`,"d.grantee in (o.owner, 10)")};const columnGrants={name:"grants on columns",shows:true,select:deviations("grant",`select 'column' as what, ${(0,family.KT)("n.nspname","c.relname","a.attname")} as name,
       a.attacl as acl, b.initprivs as base
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
     left join pg_init_privs b on b.classoid = 'pg_class'::regclass and b.objoid = c.oid and b.objsubid = a.attnum
     where (a.attacl is not null or b.initprivs is not null) and not a.attisdropped
       and n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)'`,"d.grantee = 10")};const databaseGrants={name:"grants on the database",shows:true,select:deviations("database",`select 'grant' as what, 'on the database' as name, coalesce(d.datacl, acldefault('d', d.datdba)) as acl,
       acldefault('d', d.datdba) as base
     from pg_database d where d.datname = current_database()`)};const largeObjectGrants={name:"grants on large objects",select:`
select 'grant' as kind, 'large objects' as name,
  string_agg(l.oid || ' ' || ${role("a.grantee")} || ' ' || a.privilege, ', '
    order by l.oid, ${role("a.grantee")} collate "C", a.privilege collate "C") as definition
from pg_largeobject_metadata l
cross join lateral (${exploded("l.lomacl")} except ${exploded(`acldefault('L', l.lomowner)`)}) a
having count(*) > 0`};const DEFAULTS_FOR=`case p.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
  when 'T' then 'types' when 'n' then 'schemas' when 'L' then 'large objects' else p.defaclobjtype::text end`;const defaultPrivileges={name:"default privileges",shows:true,select:deviations("default privilege",`select ${DEFAULTS_FOR} as what,
       'of ' || ${(0,family.KT)("pg_get_userbyid(p.defaclrole)")} || coalesce(' in ' || ${(0,family.KT)("n.nspname")}, '') as name,
       p.defaclacl as acl,
       case when n.oid is null
         then acldefault(case p.defaclobjtype when 'S' then 's' else p.defaclobjtype end::"char", p.defaclrole)
         end as base
     from pg_default_acl p left join pg_namespace n on n.oid = p.defaclnamespace`)};const GRANT_FAMILIES=[grants,systemGrants,columnGrants,databaseGrants,largeObjectGrants,defaultPrivileges];;const relation=(0,family.KT)("n.nspname","c.relname");const NOT_HELD=`
select 'index' as kind, ${(0,family.KT)("n.nspname","ic.relname")} as name,
  'it is not valid (an unfinished CREATE INDEX CONCURRENTLY), and pg_dump leaves such indexes out' as reason
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = ic.relnamespace
where not (i.indisvalid or c.relkind = 'p') or not i.indisready
union all
select 'subscription', ${(0,family.KT)("s.subname")},
  'a dump taken by a superuser makes it again, disabled and without its slot; it is not compared'
from pg_subscription s
join pg_database d on d.oid = s.subdbid and d.datname = current_database()
union all
select 'relation', ${relation}, 'its kind (' || c.relkind::text || ') is unknown to this version of the toolkit'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind not in ('r', 'i', 'S', 't', 'v', 'm', 'c', 'f', 'p', 'I') and ${(0,family.vJ)()}
  and ${(0,family.i_)("pg_class","c.oid")}
union all
select 'tablespaces', count(*) || ' tables and indexes',
  'they are outside the default tablespace; which one holds them is not compared'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.reltablespace <> 0 and ${(0,family.vJ)()}
having count(*) > 0
union all
select 'security labels', count(*) || ' of provider ' || l.provider,
  'they are restored only where their provider is loaded; they are not compared'
from pg_seclabel l
group by l.provider`;;const OWNER_FAMILIES=[{name:"owners",shows:true,select:`
select 'owner' as kind, o.what || ' ' || o.name as name, pg_get_userbyid(o.owner)::text as definition,
  pg_get_userbyid(o.owner)::text as shown
from (${ownedObjects()}) o
where not (o.what = 'schema' and o.name = 'public'
  and (o.owner = 10 or pg_get_userbyid(o.owner) = 'pg_database_owner'))`},{name:"owners of large objects",select:`
select 'owner' as kind, 'large objects' as name,
  string_agg(l.oid || ' ' || ${(0,family.KT)("r.rolname")}, ', ' order by l.oid) as definition
from pg_largeobject_metadata l left join pg_roles r on r.oid = l.lomowner
having count(*) > 0`}];;const publications={name:"publications",select:`
select 'publication' as kind, ${(0,family.KT)("p.pubname")} as name,
  (to_jsonb(p) - array['oid', 'pubname', 'pubowner'])::text as definition
from pg_publication p
where ${(0,family.i_)("pg_publication","p.oid")}`};function publishedTables(server){const since15=server.version>=15e4;const columns2=`(select string_agg(${(0,family.KT)("a.attname")}, ', ' order by a.attname collate "C") from pg_attribute a
    where a.attrelid = r.prrelid and a.attnum = any (r.prattrs::int2[]))`;return{name:"published tables",expressions:true,select:`
select 'published table' as kind, ${(0,family.KT)("n.nspname","c.relname")} || ' in ' || ${(0,family.KT)("p.pubname")} as name,
  ${(0,family.OA)({columns:since15?(0,family.z7)("r.prattrs is not null",columns2):"null",where:since15?"pg_get_expr(r.prqual, r.prrelid)":"null",more:`(to_jsonb(r) - array['oid', 'prpubid', 'prrelid', 'prattrs', 'prqual'])`})} as definition
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
join pg_namespace n on n.oid = c.relnamespace
${since15?`union all
select 'published schema', ${(0,family.KT)("n.nspname")} || ' in ' || ${(0,family.KT)("p.pubname")}, ''
from pg_publication_namespace s
join pg_publication p on p.oid = s.pnpubid
join pg_namespace n on n.oid = s.pnnspid`:""}`}}function replicationFamilies(server){return[publications,publishedTables(server)]};const tables_table=(0,family.KT)("n.nspname","c.relname");const column=`${tables_table} || '.' || ${(0,family.KT)("a.attname")}`;const tables_HELD=`${(0,family.vJ)()} and ${(0,family.i_)("pg_class","c.oid")}`;const tables={name:"tables",expressions:true,select:`
select case c.relkind when 'f' then 'foreign table' else 'table' end as kind, ${tables_table} as name,
  ${(0,family.OA)({persistence:"c.relpersistence","replica identity":(0,family.z7)(`c.relkind <> 'f'`,"c.relreplident"),options:(0,family.fF)("c.reloptions"),"toast options":family.vR,"access method":"(select am.amname from pg_am am where am.oid = c.relam)","of type":(0,family.z7)("c.reloftype <> 0","format_type(c.reloftype, null)"),"partitioned by":"pg_get_partkeydef(c.oid)",bound:"pg_get_expr(c.relpartbound, c.oid)",parents:`(select string_agg(${(0,family.KT)("pn.nspname","p.relname")}, ', ' order by i.inhseqno)
      from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
      where i.inhrelid = c.oid)`,server:`(select ${(0,family.KT)("s.srvname")} from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver
      where f.ftrelid = c.oid)`,"server options":`(select ${(0,family.fF)("f.ftoptions")} from pg_foreign_table f where f.ftrelid = c.oid)`})} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and ${tables_HELD}`};const rowSecurity={name:"row security",select:`
select 'row security' as kind, ${tables_table} as name,
  ${(0,family.OA)({enabled:"c.relrowsecurity",forced:(0,family.z7)((0,family.i_)("pg_class","c.oid"),"c.relforcerowsecurity")})} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where (c.relrowsecurity or c.relforcerowsecurity and ${(0,family.i_)("pg_class","c.oid")})
  and c.relkind in ('r', 'p') and c.relpersistence <> 't' and ${(0,family.vJ)()}`};function inheritable(own,parents){return`case when a.attinhcount = 0 or c.relispartition then ${own}
    else coalesce(${own}, (
      with recursive up (oid) as (
        select h.inhparent from pg_inherits h where h.inhrelid = c.oid
        union select h.inhparent from up join pg_inherits h on h.inhrelid = up.oid)
      select min(${parents}) from up join pg_attribute pa on pa.attrelid = up.oid and pa.attname = a.attname
        and not pa.attisdropped)) end`}const OPTIONS_OF_PEOPLE=String.raw`array(select one from unnest(a.attoptions) one where one not like 'pg\_attver=%')`;function columns(server){return{name:"columns",expressions:true,select:`
select 'column' as kind, ${column} as name,
  ${(0,family.OA)({type:"format_type(a.atttypid, a.atttypmod)","not null":(0,family.z7)("a.attnotnull",`'yes'`),"not null not valid":server.version<18e4?"null":`(select 'yes' from pg_constraint nn where nn.conrelid = c.oid and nn.contype = 'n'
            and nn.conkey = array[a.attnum] and not nn.convalidated)`,collation:(0,family.z7)("a.attcollation <> t.typcollation",(0,family.qw)("a.attcollation")),storage:inheritable("nullif(a.attstorage, t.typstorage)::text","nullif(pa.attstorage, t.typstorage)::text"),compression:server.version<14e4?"null":inheritable(`nullif(a.attcompression::text, '')`,`nullif(pa.attcompression::text, '')`),statistics:"nullif(a.attstattarget, -1)",options:(0,family.fF)(OPTIONS_OF_PEOPLE),"server options":(0,family.fF)("a.attfdwoptions"),identity:`nullif(a.attidentity::text, '')`,generated:`nullif(a.attgenerated::text, '')`,expression:(0,family.z7)(`a.attgenerated <> ''`,"pg_get_expr(d.adbin, d.adrelid)")})} as definition
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum and a.attgenerated <> ''
where a.attnum > 0 and not a.attisdropped
  and c.relkind in ('r', 'p', 'f', 'm') and c.relpersistence <> 't' and ${tables_HELD}`}}const defaults={name:"defaults",expressions:true,select:`
select 'default' as kind, ${column} as name, pg_get_expr(d.adbin, d.adrelid) as definition
from pg_attrdef d
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = ''
join pg_class c on c.oid = d.adrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
where c.relkind in ('r', 'p', 'f', 'v') and c.relpersistence <> 't' and ${tables_HELD}
  and (pg_get_expr(d.adbin, d.adrelid) !~ '^NULL(::.*)?$' or t.typtype = 'd' and t.typdefault is not null)`};const sequences={name:"sequences",select:`
select 'sequence' as kind, ${tables_table} as name,
  ${(0,family.OA)({type:"format_type(s.seqtypid, null)",start:"s.seqstart",increment:"s.seqincrement",maximum:"s.seqmax",minimum:"s.seqmin",cache:"s.seqcache",cycle:"s.seqcycle",persistence:"c.relpersistence",owner:`o.deptype::text || ' ' || (select ${(0,family.KT)("n.nspname","oc.relname","a.attname")}
      from pg_class oc join pg_namespace n on n.oid = oc.relnamespace
      join pg_attribute a on a.attrelid = oc.oid where oc.oid = o.refobjid and a.attnum = o.refobjsubid)`})} as definition
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
  and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
where c.relpersistence <> 't' and ${tables_HELD}`};function tableFamilies(server){return[tables,rowSecurity,columns(server),defaults,sequences]};const parsers={name:"text search parsers",select:`
select 'text search parser' as kind, ${(0,family.KT)("n.nspname","p.prsname")} as name,
  ${(0,family.OA)({start:"p.prsstart::regproc",token:"p.prstoken::regproc",end:"p.prsend::regproc",headline:"p.prsheadline::regproc",types:"p.prslextype::regproc"})} as definition
from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_ts_parser","p.oid")}
union all
select 'text search template', ${(0,family.KT)("n.nspname","t.tmplname")},
  ${(0,family.OA)({init:"t.tmplinit::regproc",lexize:"t.tmpllexize::regproc"})}
from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_ts_template","t.oid")}`};const dictionaries={name:"text search dictionaries",select:`
select 'text search dictionary' as kind, ${(0,family.KT)("n.nspname","d.dictname")} as name,
  ${(0,family.OA)({template:(0,family.KT)("tn.nspname","t.tmplname"),options:`regexp_replace(d.dictinitoption, '"([a-z_][a-z0-9_$]*)" = ', '\\1 = ', 'g')`})} as definition
from pg_ts_dict d
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace tn on tn.oid = t.tmplnamespace
join pg_namespace n on n.oid = d.dictnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_ts_dict","d.oid")}`};const configurations={name:"text search configurations",select:`
select 'text search configuration' as kind, ${(0,family.KT)("n.nspname","c.cfgname")} as name,
  ${(0,family.OA)({parser:(0,family.KT)("pn.nspname","p.prsname"),mapping:`(select string_agg(m.maptokentype || ' ' || ${(0,family.KT)("dn.nspname","d.dictname")}, ', '
        order by m.maptokentype, m.mapseqno)
      from pg_ts_config_map m join pg_ts_dict d on d.oid = m.mapdict join pg_namespace dn on dn.oid = d.dictnamespace
      where m.mapcfg = c.oid)`})} as definition
from pg_ts_config c
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace pn on pn.oid = p.prsnamespace
join pg_namespace n on n.oid = c.cfgnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_ts_config","c.oid")}`};const TEXT_SEARCH_FAMILIES=[parsers,dictionaries,configurations];;const types_name=(0,family.KT)("n.nspname","t.typname");const types_HELD=`${(0,family.vJ)()} and ${(0,family.i_)("pg_type","t.oid")}`;const opclass=oid=>`(select ${(0,family.KT)("on1.nspname","oc.opcname")} from pg_opclass oc join pg_namespace on1 on on1.oid = oc.opcnamespace
    where oc.oid = ${oid})`;const enums={name:"enums",select:`
select 'enum' as kind, ${types_name} as name,
  (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e
    where e.enumtypid = t.oid) as definition
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e' and ${types_HELD}`};const composites={name:"composite types",select:`
select 'composite type' as kind, ${types_name} as name,
  (select string_agg(${(0,family.KT)("a.attname")} || ' ' || format_type(a.atttypid, a.atttypmod)
      || coalesce(${(0,family.z7)("a.attcollation <> at.typcollation",`' collate ' || ${(0,family.qw)("a.attcollation")}`)}, ''),
      ', ' order by a.attnum)
    from pg_attribute a join pg_type at on at.oid = a.atttypid
    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as definition
from pg_type t
join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'c' and ${types_HELD}`};function ranges(server){return{name:"ranges",select:`
select 'range' as kind, ${types_name} as name,
  ${(0,family.OA)({subtype:"format_type(r.rngsubtype, null)","operator class":opclass("r.rngsubopc"),collation:(0,family.qw)("r.rngcollation"),canonical:"r.rngcanonical::regproc",difference:"r.rngsubdiff::regproc",multirange:server.version<14e4?"null":"format_type(r.rngmultitypid, null)"})} as definition
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
where ${types_HELD}`}}const baseTypes={name:"base types",select:`
select 'base type' as kind, ${types_name} as name,
  ${(0,family.OA)({defined:"t.typisdefined",length:"t.typlen","by value":"t.typbyval",alignment:"t.typalign",storage:"t.typstorage",category:"t.typcategory",preferred:"t.typispreferred",delimiter:"t.typdelim",element:(0,family.z7)("t.typelem <> 0","format_type(t.typelem, null)"),input:"t.typinput::regproc",output:"t.typoutput::regproc",receive:"t.typreceive::regproc",send:"t.typsend::regproc","modifier input":"t.typmodin::regproc","modifier output":"t.typmodout::regproc",analyze:"t.typanalyze::regproc",collation:(0,family.qw)("t.typcollation"),default:"t.typdefault"})} as definition
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where t.typtype in ('b', 'p') and ${types_HELD}
  and not exists (select from pg_type e where e.typarray = t.oid)`};function collations(server){const locale=server.version<15e4?"null":server.version<17e4?"co.colliculocale":"co.colllocale";return{name:"collations",select:`
select 'collation' as kind, ${(0,family.KT)("n.nspname","co.collname")} as name,
  ${(0,family.OA)({provider:"co.collprovider",deterministic:"co.collisdeterministic",encoding:`nullif(pg_encoding_to_char(co.collencoding), '')`,collate:"co.collcollate",ctype:"co.collctype",locale,rules:server.version<16e4?"null":"co.collicurules"})} as definition
from pg_collation co
join pg_namespace n on n.oid = co.collnamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_collation","co.oid")}`}}const conversions={name:"conversions",select:`
select 'conversion' as kind, ${(0,family.KT)("n.nspname","co.conname")} as name,
  ${(0,family.OA)({from:"pg_encoding_to_char(co.conforencoding)",to:"pg_encoding_to_char(co.contoencoding)",function:"co.conproc::regproc",default:"co.condefault"})} as definition
from pg_conversion co
join pg_namespace n on n.oid = co.connamespace
where ${(0,family.vJ)()} and ${(0,family.i_)("pg_conversion","co.oid")}`};const casts={name:"casts",select:`
select 'cast' as kind, '(' || format_type(c.castsource, null) || ' as ' || format_type(c.casttarget, null) || ')' as name,
  ${(0,family.OA)({function:(0,family.z7)("c.castfunc <> 0","c.castfunc::regprocedure"),context:"c.castcontext",method:"c.castmethod"})} as definition
from pg_cast c
where c.oid >= 16384 and ${(0,family.i_)("pg_cast","c.oid")}
union all
select 'transform', format_type(f.trftype, null) || ' for ' || ${(0,family.KT)("l.lanname")},
  ${(0,family.OA)({from:"f.trffromsql::regprocedure",to:"f.trftosql::regprocedure"})}
from pg_transform f join pg_language l on l.oid = f.trflang
where f.oid >= 16384 and ${(0,family.i_)("pg_transform","f.oid")}`};function typeFamilies(server){return[enums,composites,ranges(server),baseTypes,collations(server),conversions,casts]};async function readSchemaObjects(session){await(0,pinned.M)(session);const server=await readServer(session);const objects=[];for(const family2 of schema_objects_families(server)){for(const row of await session.rows(digesting(family2,server))){objects.push({kind:row.kind,name:row.name,digest:row.definition===null?row.digest:digestOf(canonicalExpression(row.definition)),...typeof row.shown==="string"?{shown:row.shown}:{}})}}return{objects,notHeld:await session.rows(NOT_HELD)}}async function readDefinedObjects(session){await(0,pinned.M)(session);const server=await readServer(session);const objects=[];for(const family2 of schema_objects_families(server)){for(const{kind,name,definition}of await session.rows(family2.select)){const text=family2.expressions?canonicalExpression(definition??""):definition??"";objects.push({kind,name,digest:digestOf(text),...DEFINITIONS_SHOWN.has(kind)?{definition:definition??""}:{}})}}return objects}const DEFINITIONS_SHOWN=new Set(["column","constraint","default","domain","domain constraint","enum","foreign key","grant","index","owner","policy","row security","sequence","statistics","table","trigger"]);function readServer(session){return session.row(`
    select current_setting('server_version_num')::int as version,
      case getdatabaseencoding() when 'SQL_ASCII' then 'SQL_ASCII' else 'UTF8' end as "digestEncoding"`)}function schema_objects_families(server){return[...databaseFamilies(server),...typeFamilies(server),...routineFamilies(server),...OPERATOR_FAMILIES,...TEXT_SEARCH_FAMILIES,...tableFamilies(server),...CONSTRAINT_FAMILIES,...BEHAVIOUR_FAMILIES,...replicationFamilies(server),...OWNER_FAMILIES,...GRANT_FAMILIES,...COMMENT_FAMILIES]}function digesting(family2,server){return`
select f.kind, f.name,
  left(encode(sha256(convert_to(coalesce(f.definition, ''), '${server.digestEncoding}')), 'hex'), 32) as digest,
  ${family2.expressions?`case when f.definition ~ '${CANONICAL_PATTERN}' then f.definition end`:"null"} as definition
  ${family2.shows?", f.shown":""}
from (${family2.select}) f`}function digestOf(definition){return(0,external_node_crypto_.createHash)("sha256").update(definition,"utf8").digest("hex").slice(0,32)}}),47954:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{KT:()=>named,OA:()=>fields,Pe:()=>setting,fF:()=>options,i_:()=>notMember,qw:()=>collation,vJ:()=>userSchema,vR:()=>TOAST_OPTIONS,z7:()=>when});function named(...columns){return columns.map(column=>`case when ${column} ~ '^[a-z_][a-z0-9_$]*$' then ${column}::text else '"' || replace(${column}::text, '"', '""') || '"' end`).map(sql=>`(${sql})`).join(` || '.' || `)}function fields(parts){const lines=Object.entries(parts).map(([label,sql])=>`'${label} ' || (${sql})::text`);return`concat_ws(E'\\n', ${lines.join(", ")})`}function when(condition,value){return`case when ${condition} then ${value} end`}function notMember(catalog,oid){return`not exists (select from pg_depend m where m.classid = '${catalog}'::regclass and m.objid = ${oid} and m.deptype = 'e')`}function userSchema(schema="n.nspname"){return`${schema} !~ '^pg_' and ${schema} <> 'information_schema'`}function options(array){return`(select string_agg(o, ', ' order by o collate "C") from unnest(${array}) o)`}function collation(oid){return`(select ${named("cn.nspname","co.collname")} from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace where co.oid = ${oid})`}function setting(value){const lists="search_path|temp_tablespaces|local_preload_libraries|session_preload_libraries|shared_preload_libraries|unix_socket_directories";const elements=`regexp_matches(substr(${value}, strpos(${value}, '=') + 1), '"(?:[^"]|"")*"|[^,"[:space:]][^,"]*', 'g')`;const quoted=`case when e.m[1] like '"%' then e.m[1] else '"' || rtrim(e.m[1]) || '"' end`;return`case when lower(${value}) ~ '^(${lists})=' then split_part(${value}, '=', 1) || '=' || coalesce(
    (select string_agg(${quoted}, ', ' order by e.at) from ${elements} with ordinality e (m, at)), '') else ${value} end`}const TOAST_OPTIONS=when(`exists (select from pg_attribute w where w.attrelid = c.oid and w.attnum > 0
    and not w.attisdropped and w.attlen = -1 and w.atttypmod = -1 and w.attstorage <> 'p')`,options("t.reloptions"))}),62414:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{M:()=>pinSession,N:()=>FURTHER_SETTINGS});var _connection_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(92992);var _quote_js__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(71502);const FURTHER_SETTINGS={lc_monetary:"C",quote_all_identifiers:"off",jit:"off"};async function pinSession(session){const settings=Object.entries({..._connection_js__WEBPACK_IMPORTED_MODULE_0__.bX,...FURTHER_SETTINGS});const sets=settings.map(([name,value])=>`set ${name} = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__.e)(value)};`);await session.execute(`${sets.join("\n")}
set search_path = '';`)}}),528:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{FA:()=>joinSnapshot,S5:()=>closeAll,jA:()=>confirmSnapshot,r3:()=>openSnapshot});var _errors_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(19473);var _client_js__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(5599);var _quote_js__WEBPACK_IMPORTED_MODULE_2__=__webpack_require__(71502);async function openSnapshot(client,lockTimeoutMs){const session=await(0,_client_js__WEBPACK_IMPORTED_MODULE_1__.fA)(client,{lock_timeout:String(lockTimeoutMs)});try{await session.execute("begin isolation level repeatable read read only");const state=await session.row(`
      select pg_catalog.pg_export_snapshot() as id,
             to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
             case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn()::text
                  else pg_catalog.pg_current_wal_lsn()::text end as lsn`);return{...state,session,[Symbol.asyncDispose]:()=>session.close()}}catch(error){await session.close();throw error}}async function joinSnapshot(client,snapshot,count,lockTimeoutMs){const sessions=[];try{for(let index=0;index<count;index+=1){const session=await(0,_client_js__WEBPACK_IMPORTED_MODULE_1__.fA)(client,{lock_timeout:String(lockTimeoutMs)});sessions.push(session);await session.execute(`begin isolation level repeatable read read only; set transaction snapshot ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__.e)(snapshot.id)}`)}return sessions}catch(error){await closeAll(sessions);throw error}}async function closeAll(sessions){await Promise.all(sessions.map(session=>session.close()))}async function confirmSnapshot(snapshot){const{alive}=await snapshot.session.row("select 1 as alive");if(alive!==1)throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__.v4("PBA-PG-SNAPSHOT","The snapshot\u2019s session does not answer.")}}),3017:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{O:()=>readProofs,n:()=>isProven});var _catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(22483);var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(98430);var _catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__=__webpack_require__(49227);var _concurrency_js__WEBPACK_IMPORTED_MODULE_3__=__webpack_require__(3943);var _read_sets_js__WEBPACK_IMPORTED_MODULE_4__=__webpack_require__(63913);const MAX_EVIDENCE=16*1024*1024;const AT_ONCE=8;async function readProofs(store,database){const keys=[];for await(const object of store.list(`${(0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__.Q5)(database)}restore-test/`))keys.push(object.key);const records=await(0,_concurrency_js__WEBPACK_IMPORTED_MODULE_3__.bB)(keys,AT_ONCE,async key=>(0,_catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__.k)(await(0,_read_sets_js__WEBPACK_IMPORTED_MODULE_4__.o5)(store,key,MAX_EVIDENCE),key));return records.flatMap(record=>record??[])}function isProven(manifest,proofs){const digest=(0,_catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__.Jd)(manifest);const mine=proofs.filter(proof=>proof.set===manifest.id&&proof.dumpSha256===digest);return mine.toSorted((a,b)=>a.at<b.at?1:-1)[0]?.proven??false}}),97814:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{$:()=>recordBytes,n:()=>writeEvidence});var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(98430);function recordBytes(record){return Buffer.from(`${JSON.stringify(record,null,2)}
`)}async function writeEvidence(store,record){const key=(0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__.ZH)(record.database,record.kind,record.id);await store.create(key,recordBytes(record));return key}})};export{id,ids,modules};
