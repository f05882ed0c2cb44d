-- What the rows are made of. The schema demo_seed is dropped at the end.
-- Nothing here is random: the n-th row is the same in every run, on every server.
create schema demo_seed;
set search_path = demo_seed, public;

-- A number from 0 to n - 1 that depends on row and salt only.
create function pick(row_number bigint, salt bigint, n integer) returns integer
  language sql immutable strict parallel safe
  as $$ select ((hashint8extended(row_number, salt) & 9223372036854775807) % n)::integer $$;

-- One of the words.
create function word(words text[], row_number bigint, salt bigint) returns text
  language sql immutable strict parallel safe
  as $$ select words[1 + demo_seed.pick(row_number, salt, cardinality(words))] $$;

-- Few companies have most of the contacts, as in life.
create function company_of(contact bigint, companies integer) returns integer
  language sql immutable strict parallel safe
  as $$ select 1 + (demo_seed.pick(contact, 21, 1000)::bigint * demo_seed.pick(contact, 22, 1000) * companies / 1000000)::integer $$;

create function locale_of(contact bigint) returns text
  language sql immutable strict parallel safe
  as $$ select demo_seed.word('{en,en,en,en,de,de,de,pt,pt,fr,fr,ja}', contact, 23) $$;

-- Tickets come evenly from 2 January 2024 to the end of June 2026, up to ten hours early or late.
create function opened_at(ticket bigint, tickets integer) returns timestamptz
  language sql immutable strict parallel safe
  as $$ select to_timestamp(1704182400 + ticket * 78624000 / tickets + demo_seed.pick(ticket, 31, 36000)) $$;

create function solved_at(ticket bigint, tickets integer) returns timestamptz
  language sql immutable strict parallel safe
  as $$ select demo_seed.opened_at(ticket, tickets) + make_interval(secs => 900 + demo_seed.pick(ticket, 32, 864000)) $$;

-- Bytes that do not compress, 64 for each block.
create function noise(seed bigint, blocks integer) returns bytea
  language sql immutable strict parallel safe
  as $$ select coalesce(string_agg(sha512(int8send(seed * 1000003 + i)), ''::bytea order by i), ''::bytea)
        from generate_series(1, blocks) as i $$;

create table names (locale text primary key, given text[], family text[], cities text[]);
insert into names values
  ('en',
   '{Alice,Amir,Beth,Caleb,Deirdre,Ethan,Fiona,Grace,Harvey,Imogen,Jamal,Keira,Leo,Maeve,Nathan,Orla,Priya,Quentin,Rosie,Siobhán,Tom,Uma,Victor,Willa,Yusuf,Zoë}',
   '{Abbott,Baxter,Chowdhury,Dunne,Ellery,Fairfax,Gallagher,Holloway,Iqbal,Jennings,Kavanagh,Langley,Mbeki,Norwood,O''Sullivan,Pemberton,Quirke,Rahman,Sinclair,Thackeray,Underhill,Vance,Whitlock,Yates}',
   '{Bristol,Cork,Leeds,Boston,Toronto,Auckland,Glasgow,Austin}'),
  ('de',
   '{Anke,Björn,Carla,Detlef,Elif,Friederike,Günther,Hannelore,Ingo,Jörg,Käthe,Lutz,Mirjam,Norbert,Özlem,Petra,Rüdiger,Saskia,Thorsten,Ute,Volker,Wiebke}',
   '{Ackermann,Böttcher,Dörfler,Eßer,Fröhlich,Größing,Hüttenrauch,Jäger,Köhler,Lindemann,Müller,Nußbaum,Özdemir,Pfeiffer,Röder,Schäfer,Tänzer,Voß,Weißgerber,Zöllner}',
   '{Hamburg,München,Köln,Düsseldorf,Wien,Zürich,Görlitz,Lübeck}'),
  ('pt',
   '{Adriana,Bruno,Conceição,Davi,Estêvão,Fabiana,Gonçalo,Heloísa,Inês,João,Luísa,Mauro,Nádia,Otávio,Patrícia,Raíssa,Sebastião,Tânia}',
   '{Almeida,Brandão,Cavalcanti,Damasceno,Espírito Santo,Figueirêdo,Guimarães,Leitão,Magalhães,Nóbrega,Peçanha,Queirós,Ramalhão,Sá,Távora,Vilaça}',
   '{São Paulo,Lisboa,Porto,Recife,Florianópolis,Belém,Maputo}'),
  ('fr',
   '{Aurélie,Benoît,Chloé,Didier,Élodie,François,Gaëlle,Hélène,Joël,Léa,Maëlys,Noémie,Océane,Raphaël,Thérèse,Zoé}',
   '{Bérenger,Chênevert,Delacroix,Évrard,Fournier,Guérin,Lefèvre,Mâcon,Noël,Poirot,Rousseau,Sauvé,Thévenet,Vasseur}',
   '{Lyon,Nîmes,Genève,Bruxelles,Montréal,Besançon}'),
  ('ja',
   '{葵,大輔,絵美,健太,さくら,翔,智子,直樹,陽子,蓮}',
   '{青木,井上,上田,遠藤,小川,加藤,斎藤,高橋,中村,渡辺}',
   '{東京,大阪,札幌,福岡,名古屋}');

create table phrases (locale text primary key, opening text[], middle text[], closing text[], subject text[]);
insert into phrases values
  ('en',
   '{"Hello,","Hi there,","Good morning,","Dear support team,","Hi again,","Thanks for getting back to me.","Quick question:","I am writing about my last order."}',
   '{"the {product} stopped printing after the update on Monday.","When I press the green button nothing happens, not even the light comes on.","The invoice for {ref} shows the wrong VAT number.","Could you please resend the confirmation to my new address?","I have attached a photo of the label and the log file.","It worked fine until yesterday evening, then it said \"device not found\".","We have restarted everything twice, as the manual says.","Our accountant needs the credit note for {ref} before the end of the quarter.","The parcel arrived, but the {product} inside is the smaller model.","Is there a way to export the reports as a spreadsheet?","I cannot sign in since we switched to single sign-on.","Please cancel the second one; my colleague had ordered it by mistake.","I found the setting, it was under Advanced → Network.","That fixed it for three of our five machines.","The replacement for {ref} has left our warehouse today.","I have passed this on to the technicians; they will call you tomorrow between 9 and 11.","Can you tell me which firmware is shown on the {product}?","We see the same error on our side and are working on it.","The discount was 12.5 %, but the invoice says 10 %.","Nobody answered on the phone for 25 minutes.","It would help to know when the next delivery of the {product} is due.","Please find the steps in the attached document, page 4.","I have refunded {ref} in full; it takes up to five working days.","The door sensor reports −40 °C, which seems cold even for us."}',
   '{"Kind regards","Thank you!","Best wishes","Thanks in advance","Have a nice day","Cheers 👍"}',
   '{"{product} does not start","Wrong amount on invoice {ref}","Cannot sign in","Delivery of {ref} is late","Return of a {product}","How do I export my data?","Password reset mail never arrives","{product}: error 0x2F after update","Please change our billing address","Refund for {ref}","API answers 502 since this morning","Missing part in {product} box","Question about the yearly plan","Data protection request"}'),
  ('de',
   '{"Guten Tag,","Hallo,","Sehr geehrte Damen und Herren,","Moin,","vielen Dank für die schnelle Antwort.","Noch eine Rückfrage:"}',
   '{"seit dem letzten Update lässt sich der {product} nicht mehr einschalten.","Auf der Rechnung zu {ref} fehlt unsere Umsatzsteuer-Nummer.","Könnten Sie mir die Bestätigung bitte noch einmal schicken?","Das Gerät wird zwar gefunden, aber nach fünf Minuten bricht die Verbindung ab.","Wir haben alles ausgeschaltet, gewartet und wieder eingeschaltet – ohne Erfolg.","Die Lieferung ist heute angekommen, leider in der falschen Größe.","Der Fehler tritt nur auf, wenn mehrere Kollegen gleichzeitig arbeiten.","Ein Foto vom Typenschild hängt an.","Das Ersatzteil für {ref} geht morgen früh raus.","Bitte prüfen Sie, ob unter Einstellungen → Netzwerk der Haken gesetzt ist.","Die Gutschrift über 1.249,00 € haben wir veranlasst.","Außerdem würde ich gerne das Passwort zurücksetzen."}',
   '{"Mit freundlichen Grüßen","Viele Grüße","Beste Grüße aus dem Norden","Danke und schönes Wochenende"}',
   '{"{product} geht nicht mehr an","Falscher Betrag auf Rechnung {ref}","Anmeldung nicht möglich","Rücksendung {product}","Lieferverzögerung bei {ref}","Frage zum Datenexport","Größe vertauscht","Kündigung zum Monatsende"}'),
  ('pt',
   '{"Olá,","Bom dia,","Prezada equipe,","Boa tarde,","Obrigado pelo retorno."}',
   '{"o {product} não liga mais depois da atualização.","A fatura de {ref} veio com o CNPJ errado.","Vocês poderiam reenviar a confirmação, por favor?","Já reiniciamos o equipamento três vezes, como está no manual.","A encomenda chegou, mas faltam duas peças.","O erro só aparece quando há várias pessoas conectadas.","Segue em anexo a foto da etiqueta.","A reposição de {ref} sai amanhã de manhã.","Não consigo entrar desde que trocamos o e-mail da empresa.","O reembolso leva até cinco dias úteis.","Há como exportar os relatórios em planilha?","Até que horas vocês atendem aos sábados?"}',
   '{"Atenciosamente","Muito obrigada!","Um abraço","Até logo"}',
   '{"{product} não funciona","Cobrança em duplicidade {ref}","Não consigo acessar","Devolução de {product}","Prazo de entrega de {ref}","Exportação de dados","Alteração de endereço"}'),
  ('fr',
   '{"Bonjour,","Madame, Monsieur,","Bonsoir,","Merci pour votre réponse."}',
   '{"le {product} ne s''allume plus depuis la mise à jour.","La facture {ref} ne correspond pas à notre commande.","Pourriez-vous m''envoyer à nouveau la confirmation ?","Nous avons déjà tout redémarré, sans succès.","Le colis est arrivé, mais l''écran est fêlé.","L''erreur apparaît uniquement le matin, vers 8 h 30.","Vous trouverez ci-joint une photo de l''étiquette.","Le remplacement de {ref} part dès demain.","Je n''arrive plus à me connecter à mon compte.","Le remboursement prend jusqu''à cinq jours ouvrés."}',
   '{"Cordialement","Bien à vous","Merci d''avance","Bonne journée"}',
   '{"{product} en panne","Erreur sur la facture {ref}","Connexion impossible","Retour d''un {product}","Livraison {ref} en retard","Résiliation"}'),
  ('ja',
   '{"お世話になっております。","こんにちは。","ご連絡ありがとうございます。"}',
   '{"更新後、{product}の電源が入らなくなりました。","{ref}の請求書の金額が間違っています。","確認メールを再送していただけますか。","マニュアル通りに再起動しましたが、直りません。","写真を添付しました。","{ref}の交換品は明日発送いたします。","ログインできません。","返金には5営業日ほどかかります。"}',
   '{"よろしくお願いいたします。","ありがとうございました。"}',
   '{"{product}が動きません","請求書{ref}について","ログインできない","返品のお願い","納期について"}');

create table products (names text[]);
insert into products values
  ('{label printer,card reader,door sensor,cash drawer,barcode scanner,till display,router X2,thermal camera,tablet stand,Kühlfühler,ticket gate,receipt printer mini}');
